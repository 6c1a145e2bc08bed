// Reads the wall's page anew every minute. What comes is the same page, so its figures are put in place of the old ones; while nothing comes, those
// stay and say from when they are.

const every = 60_000;
const soon = 10_000;

async function refresh() {
    let next = every;
    try {
        const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(30_000) });
        if (!answer.ok) throw new Error(String(answer.status));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("wall");
        // The pass is over: the page that says so.
        if (!fresh) return location.reload();
        document.getElementById("wall").replaceWith(fresh);
    } catch {
        document.getElementById("wall").dataset.lost = "yes";
        next = soon;
    }
    setTimeout(refresh, next);
}

setTimeout(refresh, every);
addEventListener("online", () => location.reload());
