// The summary of errors takes the focus, so that a screen reader begins there and the
// first Tab leads to the first wrong field.
export function focusErrors(): void {
  document.querySelector<HTMLElement>(".errors[tabindex]")?.focus();
}
