import { blocksOf } from './way';

/** What is to be said: paragraphs, lists, bold words. Never HTML. */
export function Said({ text, className }: { text: string; className?: string }) {
  return (
    <div className={className}>
      {blocksOf(text).map((block, at) => {
        const lines = block.lines.map((line) =>
          line.map((part, n) => (part.bold ? <b key={n}>{part.text}</b> : part.text)),
        );
        return block.list ? (
          <ul key={at}>
            {lines.map((line, n) => (
              <li key={n}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={at}>{lines}</p>
        );
      })}
    </div>
  );
}
