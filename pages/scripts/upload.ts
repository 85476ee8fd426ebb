// A workbook may be dropped on the whole frame, not only on the small button.
export function dropFiles(): void {
  for (const frame of document.querySelectorAll<HTMLElement>(".upload")) {
    const input = frame.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) continue;
    frame.addEventListener("dragover", (event) => {
      event.preventDefault();
      frame.dataset["over"] = "";
    });
    frame.addEventListener("dragleave", () => delete frame.dataset["over"]);
    frame.addEventListener("drop", (event) => {
      event.preventDefault();
      delete frame.dataset["over"];
      const files = event.dataTransfer?.files;
      if (files?.length) input.files = files;
    });
  }
}
