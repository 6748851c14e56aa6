/** Line pictures on a 24-unit grid, drawn in the colour of the text around them. Always beside words, so silent. */
const shapes = {
  home: "M4 11 12 4l8 7M6 10v10h12V10M10 20v-6h4v6",
  send: "M4 12 20 4l-5 16-4-6-7-2Zm7 2 9-10",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.5 2.7-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c1.9 1 3 3 3 5.5",
  form: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h4",
  menu: "M3 5h18v14H3zM3 12h18M9 5v14M15 5v14",
  mail: "M3 5h18v14H3zM3 6l9 7 9-7",
  inbox: "M4 5h16v10h-7l-5 4v-4H4zM8 9h8M8 12h5",
  chart: "M4 20h16M7 20v-7M12 20V5M17 20V10",
  staff: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-4 3.6-6.5 8-6.5s8 2.5 8 6.5",
  settings:
    "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1",
  grip: "M9 5v.5M9 11.75v.5M9 18.5v.5M15 5v.5M15 11.75v.5M15 18.5v.5",
  bars: "M4 6h16M4 12h16M4 18h16",
  close: "M5 5l14 14M19 5 5 19",
  plus: "M12 4v16M4 12h16",
  check: "M4 12.5 9.5 18 20 6.5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v6M12 7v.5",
  warning: "M12 3.5 22 20.5H2zM12 10v5M12 17.5v.5",
  error: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v6M12 16.5v.5",
  bell: "M6 17v-6a6 6 0 0 1 12 0v6l2 2H4zM10 21.5h4",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2",
  phone: "M7 2.5h10v19H7zM11 18.5h2",
  down: "M5 9l7 7 7-7",
  right: "M9 5l7 7-7 7",
  left: "M15 5l-7 7 7 7",
  up: "M5 15l7-7 7 7",
  sort: "M8 10l4-5 4 5M8 14l4 5 4-5",
  external: "M13 4h7v7M20 4l-9 9M10 5H4v15h15v-6",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  trash: "M4 6h16M9 6V4h6v2M6 6l1 15h10l1-15M10 10v7M14 10v7",
  edit: "M4 20h4L20 8l-4-4L4 16zM13 7l4 4",
  pause: "M8 5v14M16 5v14",
  stop: "M6 6h12v12H6z",
  account:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM6.5 18.5c1-2.2 3-3.5 5.5-3.5s4.5 1.3 5.5 3.5",
  keyboard: "M3 6h18v12H3zM6 9.5h.5M10 9.5h.5M14 9.5h.5M17.5 9.5h.5M6 12.5h.5M17.5 12.5h.5M8 15.5h8",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
