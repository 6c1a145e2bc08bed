// The device's own position, as WGS-84 longitude and latitude; null when it is not told.
const patience = 15000;

export function locate() {
    return new Promise(done => {
        if (!navigator.geolocation) {
            done(null);
            return;
        }
        navigator.geolocation.getCurrentPosition(
            found => done([found.coords.longitude, found.coords.latitude]),
            () => done(null),
            { enableHighAccuracy: true, timeout: patience, maximumAge: 30000 });
    });
}
