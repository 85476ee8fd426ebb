// A long list scrolls as if all of it were there: each block of lines is fetched as it
// comes near, and blocks far from sight give up their lines and keep their height.

const near = "1500px";
const mostFilled = 12;

export function scrollFolder(): void {
  const frame = document.querySelector<HTMLElement>("[data-fetch]");
  const first = frame?.querySelector("tbody");
  if (!frame || !first) return;
  const total = Number(frame.dataset["total"]);
  const block = Number(frame.dataset["block"]);
  const lines = first.rows.length;
  // A list opened in its middle is paged by links.
  if (lines < block || new URLSearchParams(location.search).has("from")) return;
  document.getElementById("folder-pages")?.setAttribute("hidden", "");
  const height = first.offsetHeight / lines;
  const filled: HTMLTableSectionElement[] = [];
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) void fill(entry.target as HTMLTableSectionElement);
    }
  }, { root: frame, rootMargin: near });

  for (let from = block; from < total; from += block) {
    const body = document.createElement("tbody");
    body.dataset["from"] = String(from);
    empty(body, height * Math.min(block, total - from));
    first.parentElement!.append(body);
    seen.observe(body);
  }

  async function fill(body: HTMLTableSectionElement): Promise<void> {
    if (!("empty" in body.dataset) || "asked" in body.dataset) return;
    body.dataset["asked"] = "";
    const address = new URL(frame!.dataset["fetch"]!, location.href);
    address.searchParams.set("from", body.dataset["from"]!);
    const failed = document.getElementById(frame!.dataset["failed"] ?? "");
    try {
      const response = await fetch(address);
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      body.innerHTML = await response.text();
      delete body.dataset["empty"];
      failed?.setAttribute("hidden", "");
      filled.push(body);
      if (filled.length > mostFilled) {
        const far = farthest(filled, body);
        filled.splice(filled.indexOf(far), 1);
        empty(far, far.offsetHeight);
      }
    } catch {
      failed?.removeAttribute("hidden");
    }
    delete body.dataset["asked"];
  }
}

function farthest(filled: HTMLTableSectionElement[], from: HTMLTableSectionElement): HTMLTableSectionElement {
  const distance = (body: HTMLTableSectionElement) => Math.abs(body.offsetTop - from.offsetTop);
  return filled.reduce((far, body) => (distance(body) > distance(far) ? body : far));
}

function empty(body: HTMLTableSectionElement, height: number): void {
  body.replaceChildren();
  body.dataset["empty"] = "";
  const cell = body.insertRow().insertCell();
  cell.colSpan = 5;
  cell.style.height = height + "px";
}
