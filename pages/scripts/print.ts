// Printing needs a script, so its button shows only where there is one. Without it the
// browser's own menu prints the same sheets.
export function offerPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
