/** The mark: a whale curve that ends in a fluke. Decorative beside the product's name. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      class="mark"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M4 25C6.5 13.5 10.5 8 16 8c5.5 0 8.5 3.5 12 8.5" stroke="currentColor" stroke-width="2.8" />
      <path class="mark-fluke" d="M28 16.5c.5-2.6-.2-4.5-2-6M28 16.5c-2.6.7-4.6.2-6.3-1.4" stroke-width="2.2" />
      <path class="mark-fluke" d="M4 25h24" stroke-width="1.6" />
    </svg>
  );
}
