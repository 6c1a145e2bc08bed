// Arrow keys go from row link to row link; where nothing has the focus, the first arrow key enters the list.

const attached = new WeakMap();
const fields = "a, button, input, select, textarea, label, summary, [contenteditable]";

export function attach(root) {
    // Left before this call came.
    if (!root) return;
    const move = event => {
        if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
        const links = [...root.querySelectorAll("a.row-link")];
        if (links.length === 0) return;
        const from = document.activeElement;
        const at = links.findIndex(link => link === from || link.closest("tr")?.contains(from));
        if (at < 0 && from && from !== document.body && !from.matches("h1, main")) return;
        const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 1) - 1, Home: 0, End: links.length - 1 }[event.key];
        if (to === undefined || (at < 0 && event.key !== "ArrowDown")) return;
        event.preventDefault();
        const link = links[Math.min(to, links.length - 1)];
        link.focus({ preventScroll: true });
        link.closest("tr")?.scrollIntoView({ block: "nearest" });
    };
    const open = event => {
        const row = event.target.closest?.("tr");
        if (!row || !root.contains(row) || event.target.closest(fields) || String(getSelection()).length > 0) return;
        row.querySelector("a.row-link")?.click();
    };
    document.addEventListener("keydown", move);
    root.addEventListener("click", open);
    attached.set(root, { move, open });
}

export function detach(root) {
    const handlers = attached.get(root);
    if (!handlers) return;
    document.removeEventListener("keydown", handlers.move);
    root.removeEventListener("click", handlers.open);
    attached.delete(root);
}
