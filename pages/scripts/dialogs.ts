// A link with data-dialog opens the <dialog> of that id; without a script it leads to
// a page that asks the same.
export function openDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset["dialog"] ?? "");
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const closer = target.closest("[data-close]");
    if (!closer) return;
    const open = closer.closest("dialog");
    if (open?.open) {
      event.preventDefault();
      open.close();
    }
  });
}
