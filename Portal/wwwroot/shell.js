// What the shell needs of the browser. The pages themselves are Blazor's.

const root = document.documentElement;
let radzen = null;

function load(element, place) {
    return new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        place(element);
    });
}

// The field that a person went on to by themselves since they last pressed something. A focus that the server asks for comes late on a slow
// line, and must not take the keys meant for that field.
let inField = null, moving = false;
document.addEventListener("focusin", event => inField = !moving && event.target.matches("input, textarea, select") ? event.target : null);
document.addEventListener("focusout", () => inField = null);
document.addEventListener("submit", () => inField = null, true);
document.addEventListener("click", event => {
    if (event.target.closest?.("button, a, summary")) inField = null;
}, true);

function moveTo(element, block) {
    if (inField) return;
    element.scrollIntoView({ block });
    moving = true;
    element.focus({ preventScroll: true });
    moving = false;
}

// Fields that a person has filled in; a form's own script may come later than the first letters.
const filled = new WeakSet();
document.addEventListener("input", event => filled.add(event.target), true);

window.portal = {
    wasFilled: element => filled.has(element),
    // The element may be drawn only with the next batch, which a slow line brings late: wait some seconds for it.
    focus(id) {
        let tries = 300;
        const attempt = () => {
            const element = document.getElementById(id);
            if (element) moveTo(element, "center");
            else if (--tries > 0) requestAnimationFrame(attempt);
        };
        attempt();
    },
    reveal(element) {
        requestAnimationFrame(() => moveTo(element, "start"));
    },
    print() { window.print(); },
    // Plain addresses: publishing leaves fingerprinted package files uncompressed. Before our own sheet, which has the last word.
    radzen(version) {
        return radzen ??= Promise.all([
            load(Object.assign(document.createElement("link"), {
                rel: "stylesheet",
                href: `_content/Radzen.Blazor/css/${root.dataset.theme === "dark" ? "software-dark-base" : "software-base"}.css?v=${version}`,
            }), element => document.head.querySelector("link[rel=stylesheet]").before(element)),
            load(Object.assign(document.createElement("script"), { src: `_content/Radzen.Blazor/Radzen.Blazor.min.js?v=${version}` }),
                element => document.head.append(element)),
        ]).then(() => undefined);
    },
    dialog(element, open) {
        if (open && !element.open) element.showModal();
        else if (!open && element.open) element.close();
    },
};

// The drawer of narrow screens closes when a page was chosen; menus close when something else is clicked.
document.addEventListener("click", event => {
    const nav = document.getElementById("nav");
    if (event.target.closest?.("#nav a") && nav?.matches(":popover-open")) nav.hidePopover();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
        if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    }
});
document.addEventListener("click", event => { if (event.target.closest?.("[data-print]")) window.print(); });

// A press counts where it began. Leaving a corrected field redraws the form: its message goes and all below moves up, often before the button
// is let go, and a browser takes such a press for none.
const slip = 8; // CSS pixels that a hand may move
let press = null;
document.addEventListener("pointerdown", event => {
    const button = event.button === 0 && event.target.closest?.("button");
    press = button ? { button, x: event.clientX, y: event.clientY } : null;
}, true);
document.addEventListener("pointerup", event => {
    const begun = press;
    press = null;
    if (!begun || begun.button.contains(event.target) || !begun.button.isConnected) return;
    if (Math.hypot(event.clientX - begun.x, event.clientY - begun.y) <= slip) begun.button.click();
}, true);

// Enter in a field that has a button of its own presses that, and does not submit the form around both.
document.addEventListener("keydown", event => {
    const own = event.key === "Enter" && !event.isComposing && event.target.dataset?.enter;
    if (!own) return;
    event.preventDefault();
    document.getElementById(own)?.click();
});

// The clipboard is closed to pages without HTTPS: there the text is selected, and copied the old way.
document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-copy]");
    const source = button && document.getElementById(button.dataset.copy);
    if (!source) return;
    try {
        await navigator.clipboard.writeText(source.textContent.trim());
    } catch {
        getSelection().selectAllChildren(source);
        if (!document.execCommand("copy")) return;
    }
    button.nextElementSibling.textContent = button.dataset.copied;
});
document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
    }
});

// Date fields are typed; their button opens the browser's own calendar and takes over what was picked.
document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-pick]");
    if (!button) return;
    const [text, picker] = button.parentElement.querySelectorAll("input");
    const time = picker.type !== "date";
    picker.value = "";
    if (time ? /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text.value) : /^\d{4}-\d\d-\d\d$/.test(text.value)) picker.value = text.value.replace(" ", "T");
    picker.onchange = picked => {
        picked.stopPropagation();
        text.value = picker.value.replace("T", " ");
        text.dispatchEvent(new Event("input", { bubbles: true }));
        text.dispatchEvent(new Event("change", { bubbles: true }));
        text.focus();
    };
    picker.showPicker();
});

// Signing out on purpose leaves nothing typed behind in this tab.
document.addEventListener("submit", event => {
    if (!event.target.matches("[data-sign-out]")) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
});

// ---- Connection: keep trying as long as it takes; when the server has forgotten the circuit, load the page anew.
if (window.Blazor) {
    const waits = [0, 500, 1000, 2000, 3000, 5000];
    let down = false;
    let wake = () => { };

    const setDown = value => {
        down = value;
        root.dataset.connection = value ? "down" : "up";
        const notice = document.getElementById("connection");
        if (notice) notice.hidden = !value;
        if (!value) document.dispatchEvent(new CustomEvent("portal:connected"));
    };

    const pause = time => new Promise(resolve => {
        const timer = setTimeout(resolve, time);
        wake = () => { clearTimeout(timer); resolve(); };
    });

    const serverAnswers = async () => {
        try { return (await fetch("/health/live", { cache: "no-store" })).ok; } catch { return false; }
    };

    const recover = async () => {
        for (let attempt = 0; down; attempt++) {
            await pause(waits[Math.min(attempt, waits.length - 1)]);
            if (!down) return;
            if (!await serverAnswers()) continue;
            let back = false;
            try { back = await Blazor.reconnect(); } catch { if (!await serverAnswers()) continue; }
            if (back) { setDown(false); return; }
            location.reload();
            return;
        }
    };

    document.getElementById("connection-retry")?.addEventListener("click", () => wake());
    addEventListener("online", () => wake());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });

    Blazor.start({
        circuit: {
            reconnectionHandler: {
                onConnectionDown() { if (!down) { setDown(true); recover(); } },
                onConnectionUp() { if (down) setDown(false); },
            },
        },
    });

    // The session is kept alive by a person's own activity, not by the open page.
    let active = false;
    for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { active = true; }, { passive: true, capture: true });
    setInterval(() => {
        if (!active || down) return;
        active = false;
        fetch("/session", { cache: "no-store" }).catch(() => { });
    }, 4 * 60 * 1000);
}
