import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const key = "whalecurve.theme";
const themes: readonly Theme[] = ["system", "light", "dark"];

function remembered(): Theme {
  try {
    return themes.find((theme) => theme === window.localStorage.getItem(key)) ?? "system";
  } catch {
    return "system";
  }
}

export const theme = signal<Theme>(remembered());

/** The next theme in the order system, light, dark. */
export function nextTheme(): Theme {
  return themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
}

effect(() => {
  const chosen = theme.value;
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  try {
    window.localStorage.setItem(key, chosen);
  } catch {
    // storage may be switched off; the choice then lasts as long as the page
  }
});
