import { Box, render, Text, useInput } from 'ink';
import SelectInput from 'ink-select-input';
import type { Question } from '../commands/command.ts';
import { catCommand, type Slug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Paint } from '../theme/paint.ts';
import { indicator, Row } from './components/menu-parts.tsx';

type Props = {
  readonly question: Question;
  readonly paint: Paint;
  readonly limit: number;
  readonly onChoice: (slug: Slug | null) => void;
};

function WhichOfThese({ question: { command, typed, slugs }, paint, limit, onChoice }: Props) {
  useInput((input, key) => {
    if (key.escape || input === 'q' || (key.ctrl && (input === 'c' || input === 'd'))) onChoice(null);
  });
  return (
    <Box flexDirection="column">
      <Text>{sanitize(`${command}: ${typed}: which of these ${slugs.length}?`, 'name')}</Text>
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
export async function choose(question: Question, paint: Paint, rows: number): Promise<Slug | null> {
  let chosen: Slug | null = null;
  const app = render(
    <WhichOfThese
      question={question}
      paint={paint}
      limit={Math.max(1, Math.min(question.slugs.length, rows - 4))}
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
