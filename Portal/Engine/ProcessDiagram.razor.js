// Draws a chain with bpmn-js. The diagram is as tall as it is and scrolls sideways natively, so that wheel, touch and arrow keys do what
// they do everywhere; bpmn-js's own panning and wheel zoom are switched off. Its watermark stays where bpmn-js puts it.

const library = "lib/bpmn-js/";
const readable = 0.7; // below this scale the labels cannot be read: rather scroll
const margin = 24;
const paperWidth = 640; // A4 between the margins of the page and of its panel, in CSS pixels
let loading;

function style(href) {
    if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
    return new Promise((done, failed) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: failed });
        document.head.append(link);
    });
}

function load() {
    loading ??= Promise.all([
        style(library + "diagram-js.css"),
        style(library + "bpmn-js.css"),
        new Promise((done, failed) => {
            const src = library + "bpmn-navigated-viewer.production.min.js";
            document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
        }),
    ]).catch(error => { loading = undefined; throw error; });
    return loading;
}

export function attach(root, page) {
    // Left before this call came.
    if (!root) return null;
    style("diagram.css");
    const frame = root.querySelector(".diagram-frame");
    let viewer, canvas, scroller, box, content;
    let scale = 1;
    let fitted = true;
    let wanted = false;
    let gone = false;
    let printing;

    const observer = new IntersectionObserver(entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        observer.disconnect();
        wanted = true;
        draw();
    }, { rootMargin: "300px" });
    observer.observe(root);

    // By the next frame the page may have been left, and the viewer with it.
    const resized = new ResizeObserver(() => { if (box && fitted && !printing) requestAnimationFrame(() => { if (!gone) fit(false); }); });
    resized.observe(root);

    async function draw() {
        try {
            const [next] = await Promise.all([page.invokeMethodAsync("Read"), load()]);
            if (gone) return;
            content = next;
            if (!viewer) create();
            await viewer.importXML(content.xml);
            mark();
            box = canvas.viewbox().inner;
            if (fitted) fit(true); else zoom(scale);
            root.dataset.state = "drawn";
        } catch (error) {
            if (gone) return;
            console.error(error);
            root.dataset.state = "failed";
        }
        root.removeAttribute("aria-busy");
    }

    function create() {
        viewer = new window.BpmnJS({
            container: frame,
            keyboard: { bind: false },
            // Variables, so that a change of theme needs no new drawing.
            bpmnRenderer: { defaultFillColor: "var(--diagram-fill)", defaultStrokeColor: "var(--diagram-line)", defaultLabelColor: "var(--diagram-text)" },
            textRenderer: { defaultStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 }, externalStyle: { fontSize: 12 } },
            additionalModules: [{ moveCanvas: ["value", null], zoomScroll: ["value", null], keyboardMove: ["value", null] }],
        });
        canvas = viewer.get("canvas");
        scroller = frame.querySelector(".djs-container");
        scroller.style.overflow = "auto hidden";
        scroller.tabIndex = 0;
        scroller.setAttribute("role", "img");
        for (const inner of scroller.querySelectorAll("[tabindex]")) inner.removeAttribute("tabindex");
        scroller.addEventListener("keydown", key);
        drag(scroller);
    }

    function mark() {
        scroller.setAttribute("aria-label", content.words.label);
        const overlays = viewer.get("overlays");
        const current = new Set(content.current);
        if (content.current.length + Object.keys(content.taken).length === 0) return;
        viewer.get("elementRegistry").forEach(element => {
            if (element.labelTarget || !element.parent) return;
            const now = current.has(element.id);
            const times = (content.taken[element.id] ?? 0) - (now ? 1 : 0);
            if (now) canvas.addMarker(element, "diagram-now");
            else canvas.addMarker(element, times > 0 ? "diagram-taken" : "diagram-ahead");
            if (element.waypoints || /Gateway$/.test(element.type)) return;
            // Of a subprocess and the step inside it, the step says where the case is.
            if (now && !element.children?.some(child => current.has(child.id))) overlays.add(element, { position: { top: -14, left: -6 }, html: badge("now", "▶ " + content.words.now) });
            if (times > 0) overlays.add(element, { position: { top: -12, right: 14 }, html: badge("done", times > 1 ? `✓ ${times}` : "✓") });
        });
    }

    function badge(kind, text) {
        return Object.assign(document.createElement("span"), { className: `diagram-badge diagram-badge-${kind}`, textContent: text });
    }

    // The origin is put at the top left and the drawing given its full size; what does not fit scrolls.
    function zoom(to) {
        scale = Math.min(2, Math.max(0.2, to));
        const width = (box.width + 2 * margin) * scale;
        const height = (box.height + 2 * margin) * scale;
        // Where it scrolls, the watermark gets a strip of its own: it must not lie over labels, nor they over it.
        const scrolls = width > frame.clientWidth;
        scroller.style.height = `${Math.ceil(height + (scrolls ? 16 : 0))}px`;
        frame.style.height = `${Math.ceil(height + (scrolls ? 64 : 0))}px`;
        const drawing = scroller.querySelector("svg");
        drawing.style.width = `${Math.max(width, frame.clientWidth)}px`;
        drawing.style.height = `${height}px`;
        const size = canvas.getSize();
        canvas.viewbox({ x: box.x - margin, y: box.y - margin, width: size.width / scale, height: size.height / scale });
    }

    function fit(first) {
        const whole = Math.min(1, frame.clientWidth / (box.width + 2 * margin));
        zoom(first ? Math.max(readable, whole) : whole < readable && scale >= readable ? Math.max(readable, whole) : whole);
        fitted = true;
        if (first && whole < readable) toNow(false);
    }

    // On paper nothing scrolls: the whole drawing in the page's width, and back afterwards to how it was.
    function toPaper() {
        if (!box) return;
        printing = { scale, fitted };
        zoom(Math.min(1, paperWidth / (box.width + 2 * margin)));
        scroller.querySelector("svg").style.width = `${(box.width + 2 * margin) * scale}px`;
    }

    function fromPaper() {
        if (!printing) return;
        const before = printing;
        printing = undefined;
        if (before.fitted) fit(false);
        else zoom(before.scale);
    }

    function around(to) {
        const middle = (scroller.scrollLeft + scroller.clientWidth / 2) / scale;
        fitted = false;
        zoom(to);
        scroller.scrollLeft = middle * scale - scroller.clientWidth / 2;
    }

    function toNow(page) {
        const element = content.current.map(id => viewer.get("elementRegistry").get(id)).filter(e => e && !e.children?.length)[0];
        if (!element) return;
        const still = matchMedia("(prefers-reduced-motion: reduce)").matches || !page;
        scroller.scrollTo({ left: (element.x + element.width / 2 - box.x + margin) * scale - scroller.clientWidth / 2, behavior: still ? "auto" : "smooth" });
        if (page) canvas.getGraphics(element).scrollIntoView({ block: "center", inline: "nearest", behavior: still ? "auto" : "smooth" });
    }

    const tools = {
        in: () => around(scale * 1.25),
        out: () => around(scale / 1.25),
        fit: () => { scale = 0; fit(false); scroller.scrollLeft = 0; },
        now: () => toNow(true),
    };

    function click(event) {
        const tool = event.target.closest("[data-diagram]")?.dataset.diagram;
        if (tool && viewer) tools[tool]();
    }

    function key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const tool = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
        if (!tool) return;
        event.preventDefault();
        tools[tool]();
    }

    root.addEventListener("click", click);
    addEventListener("beforeprint", toPaper);
    addEventListener("afterprint", fromPaper);
    return {
        refresh() { if (wanted) draw(); },
        dispose() {
            gone = true;
            observer.disconnect();
            resized.disconnect();
            root.removeEventListener("click", click);
            removeEventListener("beforeprint", toPaper);
            removeEventListener("afterprint", fromPaper);
            viewer?.destroy();
        },
    };
}

// With a mouse the drawing can also be pulled sideways.
function drag(scroller) {
    let from;
    scroller.addEventListener("pointerdown", event => {
        if (event.pointerType !== "mouse" || event.button !== 0) return;
        from = { x: event.clientX, left: scroller.scrollLeft };
        scroller.setPointerCapture(event.pointerId);
    });
    scroller.addEventListener("pointermove", event => { if (from) scroller.scrollLeft = from.left - (event.clientX - from.x); });
    for (const end of ["pointerup", "pointercancel"]) scroller.addEventListener(end, () => { from = undefined; });
}
