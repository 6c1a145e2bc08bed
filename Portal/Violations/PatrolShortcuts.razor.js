// A key presses the button that carries it, unless somebody is typing or a dialog is open.
const fields = "input, select, textarea, [contenteditable]";
let listening;

export function attach(root) {
    detach();
    // Left before this call came.
    if (!root) return;
    listening = event => {
        if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.defaultPrevented || event.key.length !== 1) return;
        if (document.activeElement?.matches(fields) || document.querySelector("dialog[open]")) return;
        const key = event.key.toLowerCase();
        const target = [...root.querySelectorAll("[data-key]")].find(button => button.dataset.key === key && !button.disabled);
        if (!target) return;
        event.preventDefault();
        target.click();
    };
    document.addEventListener("keydown", listening);
}

export function detach() {
    if (listening) document.removeEventListener("keydown", listening);
    listening = undefined;
}
