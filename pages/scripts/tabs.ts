// On a phone the row of tabs is longer than the window: the current one comes into sight.
export function showCurrentTab(): void {
  for (const tab of document.querySelectorAll(".tab[aria-current]")) {
    tab.scrollIntoView({ block: "nearest", inline: "center" });
  }
}
