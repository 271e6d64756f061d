import { Box, render, Text, useInput } from 'ink';
import SelectInput from 'ink-select-input';
import { catCommand, type Slug } from '../post/slug.ts';
import { sanitize } from '../render/sanitize.ts';
import type { Paint } from '../theme/paint.ts';
import { indicator, Row } from './list-parts.tsx';

type Props = {
  readonly typed: string;
  readonly slugs: readonly Slug[];
  readonly paint: Paint;
  readonly limit: number;
  readonly onChoice: (slug: Slug | null) => void;
};

function WhichOfThese({ typed, slugs, paint, limit, onChoice }: Props) {
  useInput((input, key) => {
    if (key.escape || input === 'q' || (key.ctrl && (input === 'c' || input === 'd'))) onChoice(null);
  });
  return (
    <Box flexDirection="column">
      <Text>{sanitize(`cat: ${typed}: which of these ${slugs.length}?`, 'name')}</Text>
      <SelectInput
        items={slugs.map(slug => ({ key: slug, label: sanitize(catCommand(slug), 'name'), value: slug }))}
        limit={limit}
        onSelect={({ value }) => onChoice(value)}
        indicatorComponent={indicator(paint)}
        itemComponent={Row}
      />
      <Text dimColor>{'  ↵ read   Esc none of these'}</Text>
    </Box>
  );
}

/** Asks on the terminal which of several posts was meant, and clears the question away; null where it was none. */
export async function choose(typed: string, slugs: readonly Slug[], paint: Paint, rows: number): Promise<Slug | null> {
  let chosen: Slug | null = null;
  const app = render(
    <WhichOfThese
      typed={typed}
      slugs={slugs}
      paint={paint}
      limit={Math.max(1, Math.min(slugs.length, rows - 4))}
      onChoice={slug => {
        chosen = slug;
        app.clear();
        app.unmount();
      }}
    />,
    { exitOnCtrlC: false, interactive: true },
  );
  await app.waitUntilExit();
  return chosen;
}
