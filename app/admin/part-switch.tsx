"use client";

type Props<Part extends string> = {
  parts: readonly (readonly [Part, string])[];
  part: Part;
  onChange: (part: Part) => void;
};

/** On a narrow screen one part of the page at a time: the editor, or the phone. */
export function PartSwitch<Part extends string>({ parts, part, onChange }: Props<Part>) {
  return (
    <fieldset className="flex border-b border-solid-gray-420 lg:hidden">
      <legend className="sr-only">表示する部分</legend>
      {parts.map(([id, label]) => (
        <button
          key={id}
          type="button"
          aria-pressed={part === id}
          onClick={() => onChange(id)}
          className="-mb-px min-h-11 flex-1 border-b-4 border-transparent px-4 text-oln-16N-100 aria-pressed:border-blue-900 aria-pressed:font-700 aria-pressed:text-blue-900"
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
