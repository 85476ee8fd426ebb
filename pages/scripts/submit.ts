// A filter applies as soon as it is chosen; its button stays for those without a
// script. A form once sent is not sent again by an impatient second click.
export function submitOnChange(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-submit=change]")) {
    form.addEventListener("change", () => form.requestSubmit());
    form.querySelector("[data-without-script]")?.setAttribute("hidden", "");
  }
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "";
  });
  // Going back shows the page as it was left: it may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
    }
  });
}
