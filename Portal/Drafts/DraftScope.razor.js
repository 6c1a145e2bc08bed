// Keeps every change inside a draft scope in session storage until the server has stored it, and types it in again after a reload.
// Pending entries: { "<input name>": { v: value, n: number of the change, t: time } } under "draft:<key>".

const scopes = new Map();
const pause = 300;
const retry = 3000;
const oldest = 7 * 24 * 3600 * 1000;

export function attach(root, key, server) {
    // Left before this call came.
    if (!root) return;
    detach(key);
    const scope = {
        root, key, server, entries: load(key), number: 0, timer: 0, flushing: false, composing: false,
        waiting: new Set(),
    };
    const kept = new Set(Object.keys(scope.entries));
    for (const name of kept) {
        scope.waiting.add(name);
        scope.number = Math.max(scope.number, scope.entries[name].n);
    }
    scope.handlers = {
        input: event => { if (record(scope, event.target)) schedule(scope, pause); },
        change: event => {
            if (!event.isTrusted || !record(scope, event.target)) return;
            // This very event reaches Blazor too; the field may be gone before the next flush, as when a click led to another step.
            scope.entries[event.target.name].sent = document.documentElement.dataset.connection !== "down";
            schedule(scope, pause);
        },
        compositionstart: () => { scope.composing = true; },
        compositionend: event => { scope.composing = false; if (record(scope, event.target)) schedule(scope, pause); },
    };
    for (const [name, handler] of Object.entries(scope.handlers)) root.addEventListener(name, handler);
    scope.up = () => { scope.flushing = false; for (const name of Object.keys(scope.entries)) scope.entries[name].sent = false; schedule(scope, 0); };
    document.addEventListener("portal:connected", scope.up);
    // Parts of the form appear later (steps, rows the server remembers): what belongs there waits for them.
    scope.observer = new MutationObserver(() => reapply(scope));
    scope.observer.observe(root, { childList: true, subtree: true });
    scopes.set(key, scope);
    reapply(scope);
    // What was filled in while this script was still on its way.
    for (const element of root.querySelectorAll("[name]")) {
        if (!portal.wasFilled(element) || kept.has(element.name) || (element.type === "radio" && !element.checked)) continue;
        if (record(scope, element)) schedule(scope, pause);
    }
    show(scope);
}

export function detach(key) {
    const scope = scopes.get(key);
    if (!scope) return;
    scope.gone = true;
    clearTimeout(scope.timer);
    scope.observer.disconnect();
    document.removeEventListener("portal:connected", scope.up);
    for (const [name, handler] of Object.entries(scope.handlers)) scope.root.removeEventListener(name, handler);
    scopes.delete(key);
}

export function forget(key) {
    const scope = scopes.get(key);
    if (scope) {
        clearTimeout(scope.timer);
        scope.entries = {};
        scope.waiting.clear();
        show(scope);
    }
    sessionStorage.removeItem("draft:" + key);
}

function load(key) {
    try {
        const entries = JSON.parse(sessionStorage.getItem("draft:" + key)) ?? {};
        for (const name of Object.keys(entries)) if (Date.now() - entries[name].t > oldest) delete entries[name];
        return entries;
    } catch {
        return {};
    }
}

function store(scope) {
    // A late answer must not bring back what was forgotten meanwhile.
    if (scope.gone) return;
    try {
        if (Object.keys(scope.entries).length === 0) sessionStorage.removeItem("draft:" + scope.key);
        else sessionStorage.setItem("draft:" + scope.key, JSON.stringify(scope.entries));
    } catch {
        // Storage full or forbidden: the server's copy is all there is.
    }
    show(scope);
}

function record(scope, element) {
    const name = element.name;
    if (!name || element.type === "file" || element.type === "password") return false;
    const value = element.type === "checkbox" ? element.checked : element.value;
    scope.waiting.delete(name);
    scope.entries[name] = { v: value, n: ++scope.number, t: Date.now() };
    store(scope);
    return true;
}

function schedule(scope, delay) {
    if (scope.gone) return;
    clearTimeout(scope.timer);
    scope.timer = setTimeout(() => flush(scope), delay);
}

function elementsOf(scope, name) {
    return [...scope.root.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
}

function isFreeText(element) {
    return element.tagName === "TEXTAREA" || (element.tagName === "INPUT" && !element.dataset.format && /^(text|tel|email|search|url)$/.test(element.type));
}

// Hands one value to Blazor. False while the person may still be in the middle of it: a half-typed number or date would be
// read, formatted and written back under their fingers.
function send(scope, name, entry) {
    const elements = elementsOf(scope, name);
    if (elements.length === 0) return false;
    const element = elements[0].type === "radio" ? elements.find(e => e.value === entry.v) : elements[0];
    if (!element) return true;
    const focused = document.activeElement === element;
    if (focused && isFreeText(element) && scope.composing) return false;
    if (focused && !isFreeText(element) && /^(INPUT)$/.test(element.tagName) && !/^(radio|checkbox)$/.test(element.type)) return false;
    element.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
}

async function flush(scope) {
    if (scope.flushing) { schedule(scope, pause); return; }
    if (document.documentElement.dataset.connection === "down" || Object.keys(scope.entries).length === 0) return;
    const handed = {};
    for (const [name, entry] of Object.entries(scope.entries)) {
        if (scope.waiting.has(name)) continue;
        if (entry.sent || send(scope, name, entry)) { entry.sent = true; handed[name] = entry.n; }
    }
    if (Object.keys(handed).length === 0) return;
    scope.flushing = true;
    try {
        const stored = await scope.server.invokeMethodAsync("FlushAsync");
        if (stored) {
            for (const [name, number] of Object.entries(handed)) {
                if (scope.entries[name] && scope.entries[name].n === number) delete scope.entries[name];
            }
            store(scope);
        } else schedule(scope, retry);
    } catch {
        // Cut off in between: the next connection, or the reload, hands it over again.
        for (const name of Object.keys(handed)) if (scope.entries[name]) scope.entries[name].sent = false;
        schedule(scope, retry);
    } finally {
        scope.flushing = false;
    }
}

function reapply(scope) {
    let applied = false;
    for (const name of [...scope.waiting]) {
        const elements = elementsOf(scope, name);
        if (elements.length === 0) continue;
        const { v } = scope.entries[name];
        scope.waiting.delete(name);
        applied = true;
        for (const element of elements) {
            if (element.type === "radio") element.checked = element.value === v;
            else if (element.type === "checkbox") element.checked = v;
            else element.value = v;
        }
        scope.entries[name].sent = false;
    }
    if (applied) schedule(scope, 0);
}

function show(scope) {
    scope.root.dataset.pending = Object.keys(scope.entries).length > 0 ? "true" : "false";
}
