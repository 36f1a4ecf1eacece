import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { texts } from "../lib/texts.ts";

/** A panel from the side over the page; Escape, the button and a click beside it close it. */
export function Dialog(properties: { title: string; onClose: () => void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={element}
      class="drawer"
      aria-label={properties.title}
      onClose={properties.onClose}
      onClick={(event) => event.target === element.current && element.current?.close()}
    >
      <div class="drawer-body">
        <header class="panel-head">
          <h2>{properties.title}</h2>
          <button type="button" class="button" onClick={() => element.current?.close()}>
            {texts.close}
          </button>
        </header>
        {properties.children}
      </div>
    </dialog>
  );
}
