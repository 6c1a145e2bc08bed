// A Leaflet map on the portal's tiles or, without a tile server, on counties' outlines. Comes when it is scrolled to.

const library = "lib/leaflet/";
const around = 11; // level for a found county
let loading;

export function style(href) {
    if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
    return new Promise((done, failed) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: failed });
        document.head.append(link);
    });
}

export function load() {
    loading ??= Promise.all([
        style(library + "leaflet.css"),
        new Promise((done, failed) => {
            document.head.append(Object.assign(document.createElement("script"), { src: library + "leaflet.js", onload: done, onerror: failed }));
        }),
    ]).catch(error => { loading = undefined; throw error; });
    return loading;
}

const shifts = [0, -16, 16, -30, 30];

// Shows names only where there is room: the first ones take it; one that would lie on another or on a mark moves up or down a little, or waits
// until the map is nearer. Returns what does it again.
export function place(map, names, marks) {
    let waiting;
    function again() {
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(() => {
            const pane = map.getPane("markerPane");
            // The page was left before this frame came: taking the map down removes layers, too.
            if (!pane) return;
            const taken = Array.from(pane.querySelectorAll(marks), mark => mark.getBoundingClientRect());
            for (const name of names) {
                const free = shifts.some(shift => {
                    name.style.top = `${shift}px`;
                    const box = name.getBoundingClientRect();
                    if (taken.some(other => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) return false;
                    taken.push(box);
                    return true;
                });
                name.style.visibility = free ? "" : "hidden";
            }
        });
    }
    map.on("zoomend moveend resize layeradd layerremove", again);
    return again;
}

export function attach(root, page, settings) {
    // Left before this call came.
    if (!root) return null;
    style("map.css");
    // Level for a single mark or a found point: outlines have nothing to show from nearer.
    const near = settings.tiles ? 15 : 12;
    const frame = root.querySelector(".map-frame");
    let map, marks, home;
    let drawn = settings.marks;
    let wanted;
    let gone = false;

    const observer = new IntersectionObserver(entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        observer.disconnect();
        draw();
    }, { rootMargin: "300px" });
    observer.observe(root);
    const resized = new ResizeObserver(() => map?.invalidateSize());
    resized.observe(frame);

    async function draw() {
        try {
            const [, ...cities] = await Promise.all([load(), ...settings.outlines.map(address => fetch(address).then(answer => {
                if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
                return answer.json();
            }))]);
            if (gone) return;
            root.dataset.state = "drawn";
            create(cities.flatMap(city => city.features));
            if (wanted) go(...wanted);
        } catch (error) {
            if (gone) return;
            console.error(error);
            root.dataset.state = "failed";
        }
        root.removeAttribute("aria-busy");
    }

    function create(counties) {
        map = L.map(frame, { zoomControl: false, maxZoom: settings.maxZoom, minZoom: 5, scrollWheelZoom: false, attributionControl: Boolean(settings.tiles) });
        L.control.zoom({ zoomInTitle: settings.words.zoomIn, zoomOutTitle: settings.words.zoomOut }).addTo(map);
        L.control.scale({ imperial: false }).addTo(map);
        // Read out and reached by the keyboard as what it is; arrows move it, + and - zoom.
        frame.setAttribute("role", settings.pick ? "application" : "region");
        frame.setAttribute("aria-label", settings.words.label);
        if (settings.tiles) {
            map.attributionControl.setPrefix(false);
            L.tileLayer(settings.tiles, { maxZoom: settings.maxZoom, attribution: settings.attribution.replace(/[<>&]/g, "") }).addTo(map);
        }
        const own = [];
        const names = [];
        for (const county of counties) {
            const layer = L.geoJSON(county, { interactive: false, style: { className: county.properties.code === settings.region ? "map-county map-county-own" : "map-county", weight: 1 } }).addTo(map);
            const [x, y] = county.properties.centre;
            const name = text("span", county.properties.name);
            L.marker([y, x], { interactive: false, keyboard: false, icon: L.divIcon({ className: "map-county-name", iconSize: null, html: name }) }).addTo(map);
            if (county.properties.code === settings.region) names.unshift(name);
            else names.push(name);
            if (!settings.region || county.properties.code === settings.region || settings.region.endsWith("00")) own.push(layer);
        }
        marks = L.layerGroup().addTo(map);
        home = own.length > 0 ? L.featureGroup(own).getBounds() : L.latLngBounds([[20.2, 109.6], [31.9, 122]]);
        // The wheel scrolls the page until the map was used.
        map.on("focus click", () => map.scrollWheelZoom.enable());
        map.on("blur", () => map.scrollWheelZoom.disable());
        if (settings.pick) map.on("click", event => pick(event.latlng));
        put();
        fit();
        place(map, names, ".map-mark")();
    }

    function text(tag, content) {
        return Object.assign(document.createElement(tag), { textContent: content });
    }

    function put() {
        marks.clearLayers();
        for (const mark of drawn) {
            const sign = text("span", mark.letter ?? "");
            sign.className = mark.main ? "map-mark map-mark-main" : "map-mark";
            const pin = L.marker([mark.y, mark.x], { icon: L.divIcon({ className: "", iconSize: [0, 0], html: sign }), alt: mark.text, title: mark.text, keyboard: false, zIndexOffset: mark.main ? 1000 : 0 });
            pin.bindTooltip(text("span", mark.text), { direction: "top", offset: [0, mark.main ? -30 : -12] }).addTo(marks);
        }
    }

    function fit() {
        if (drawn.length > 0) map.fitBounds(L.latLngBounds(drawn.map(mark => [mark.y, mark.x])).pad(0.2), { maxZoom: near, animate: false });
        else map.fitBounds(home, { animate: false });
    }

    function pick(at) {
        at = at.wrap();
        page.invokeMethodAsync("PickAsync", at.lng, at.lat);
    }

    function go(x, y, close) {
        wanted = [x, y, close];
        if (map) map.setView([y, x], close ? Math.max(near, map.getZoom()) : around, { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    }

    const tools = { middle: () => pick(map.getCenter()), fit };
    function click(event) {
        const tool = event.target.closest("[data-map]")?.dataset.map;
        if (tool && map) tools[tool]();
    }

    root.addEventListener("click", click);
    return {
        show(next) {
            const first = drawn.length === 0;
            drawn = next;
            if (!map) return;
            put();
            // What was typed may lie elsewhere; what was clicked is in sight, and the map stays as it is.
            const main = next.find(mark => mark.main);
            if (main && !map.getBounds().contains([main.y, main.x])) map.setView([main.y, main.x], first ? near : map.getZoom(), { animate: false });
        },
        go,
        dispose() {
            gone = true;
            observer.disconnect();
            resized.disconnect();
            root.removeEventListener("click", click);
            map?.remove();
        },
    };
}
