// The overview's sites on a Leaflet map, gathered in clusters. Comes when it is scrolled to; until then, and where it fails, the counties' drawing stands.
import { load, place, style } from "../Maps/PositionMap.razor.js";

const library = "lib/leaflet.markercluster/";
const near = 14;

function script(src) {
    return new Promise((done, failed) => document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed })));
}

async function json(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
}

function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
}

function attach(root) {
    const settings = JSON.parse(root.dataset.settings);
    const frame = root.querySelector(".map-frame");
    style("map.css");
    root.setAttribute("aria-busy", "true");
    const observer = new IntersectionObserver(entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        observer.disconnect();
        draw();
    }, { rootMargin: "300px" });
    observer.observe(root);

    async function draw() {
        try {
            const [sites, outlines] = await Promise.all([
                json(root.dataset.sites),
                settings.outlines ? json(settings.outlines) : { features: [] },
                load().then(() => Promise.all([style(library + "MarkerCluster.css"), script(library + "leaflet.markercluster.js")])),
            ]);
            // Nothing to show better than the drawing does.
            if (sites.length > 0) {
                frame.hidden = false;
                root.dataset.state = "drawn";
                create(sites, outlines.features);
            }
        } catch (error) {
            console.error(error);
            frame.hidden = true;
            delete root.dataset.state;
        }
        root.removeAttribute("aria-busy");
    }

    // A site by shape, icon and colour.
    function sign(standing) {
        const { icon, className } = { icon: settings.standings[standing].icon, className: settings.standings[standing].class };
        const made = element("span", `site-sign ${className}`);
        made.append(element("span", "icon", icon));
        return made;
    }

    // A ring whose parts are the shares of the standings, the count within, and the sign of what is worst in it.
    function gather(cluster) {
        const counts = settings.standings.map(() => 0);
        for (const marker of cluster.getAllChildMarkers()) counts[marker.options.standing]++;
        const all = cluster.getChildCount();
        const parts = [];
        let from = 0;
        counts.forEach((count, standing) => {
            if (count === 0) return;
            const until = from + count / all;
            parts.push(`var(--ring-${standing}) ${(from * 360).toFixed(1)}deg ${(until * 360).toFixed(1)}deg`);
            from = until;
        });
        const ring = element("span", `site-cluster site-cluster-${all < 10 ? "small" : all < 100 ? "middle" : "large"}`);
        ring.style.background = `conic-gradient(${parts.join(", ")})`;
        ring.append(element("span", "site-cluster-count", String(all)));
        // The second standing is "online problems": what a person on duty looks for.
        if (counts[1] > 0) {
            const alarm = element("span", "site-cluster-alarm tone-danger");
            alarm.append(element("span", "icon", settings.standings[1].icon), String(counts[1]));
            ring.append(alarm);
        }
        ring.title = `${settings.words.cluster.replace("{0}", all)}: ` + counts.map((count, standing) => count > 0 ? `${settings.standings[standing].name} ${count}` : "").filter(Boolean).join(", ");
        return L.divIcon({ className: "", iconSize: [0, 0], html: ring });
    }

    function create(sites, counties) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        const map = L.map(frame, { zoomControl: false, maxZoom: settings.maxZoom, minZoom: 6, scrollWheelZoom: false, attributionControl: Boolean(settings.tiles), zoomSnap: .5 });
        L.control.zoom({ zoomInTitle: settings.words.zoomIn, zoomOutTitle: settings.words.zoomOut }).addTo(map);
        L.control.scale({ imperial: false }).addTo(map);
        frame.setAttribute("role", "region");
        frame.setAttribute("aria-label", settings.words.label);
        if (settings.tiles) {
            map.attributionControl.setPrefix(false);
            L.tileLayer(settings.tiles, { maxZoom: settings.maxZoom, attribution: settings.attribution.replace(/[<>&]/g, "") }).addTo(map);
        }
        const own = [];
        const names = [];
        for (const county of counties) {
            const mine = settings.region.endsWith("00") || county.properties.code === settings.region;
            const layer = L.geoJSON(county, { interactive: false, style: { className: mine ? "map-county map-county-mine" : "map-county", weight: 1 } }).addTo(map);
            const [x, y] = county.properties.centre;
            const many = settings.counties[county.properties.code];
            const name = element("span", "", [county.properties.name, many].join(" ").trim());
            L.marker([y, x], { interactive: false, keyboard: false, icon: L.divIcon({ className: "map-county-name", iconSize: null, html: name }) }).addTo(map);
            names.push({ name, many: mine ? many ?? 0 : -1 });
            if (mine) own.push(layer);
        }
        const clusters = L.markerClusterGroup({ iconCreateFunction: gather, showCoverageOnHover: false, maxClusterRadius: 56, animate: !calm });
        clusters.addLayers(sites.map(([id, name, x, y, standing]) => {
            const words = `${name} · ${settings.standings[standing].name}`;
            const marker = L.marker([y, x], { standing, icon: L.divIcon({ className: "", iconSize: [0, 0], html: sign(standing) }), title: words, alt: words });
            marker.on("click", () => location.assign(`/sites/${id}`));
            marker.on("keypress", event => { if (event.originalEvent.key === "Enter") location.assign(`/sites/${id}`); });
            return marker;
        }));
        // A sign without size has nothing to be named by: the name goes to what takes the focus.
        map.on("layeradd", event => {
            const icon = event.layer._icon;
            if (icon?.tabIndex !== 0) return;
            icon.setAttribute("role", event.layer.getChildCount ? "button" : "link");
            icon.setAttribute("aria-label", event.layer.options.title || icon.firstChild.title);
        });
        map.addLayer(clusters);
        map.on("focus click", () => map.scrollWheelZoom.enable());
        map.on("blur", () => map.scrollWheelZoom.disable());
        new ResizeObserver(() => map.invalidateSize()).observe(frame);
        const places = L.latLngBounds(sites.map(site => [site[3], site[2]]));
        map.fitBounds(own.length > 0 ? L.featureGroup(own).getBounds() : places.pad(.2), { animate: false, maxZoom: near, padding: [8, 8] });
        // Where most sites are the name matters most.
        const again = place(map, names.toSorted((one, other) => other.many - one.many).map(county => county.name), ".site-cluster, .site-sign");
        clusters.on("animationend", again);
        again();
    }
}

for (const root of document.querySelectorAll(".sites-map")) attach(root);
