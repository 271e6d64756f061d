import { Box, render, Text, useInput } from 'ink';
import type { Question } from '../commands/command.ts';
import { createInputStream } from '../io/terminal/input.ts';
import type { Terminal } from '../io/terminal/stdio.ts';
import { catCommand, type Slug } from '../posts/slug.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Paint } from '../theme/paint.ts';
import { SelectMenu } from './components/SelectMenu.tsx';

/** Asks on the terminal which of several posts is meant, and erases the question. Returns null if it was cancelled. */
export async function choose(
  { command, typed, slugs }: Question,
  paint: Paint,
  { input, output }: Terminal,
  now: () => number,
): Promise<Slug | null> {
  let answer: Slug | null = null;
  const keys = createInputStream(input, now);
  keys.setFlow('one-by-one');
  const onAnswer = async (slug: Slug | null): Promise<void> => {
    answer = slug;
    // A frame that is still due would be drawn after the list is erased.
    await app.waitUntilRenderFlush();
    app.clear();
    app.unmount();
  };
  const WhichPost = () => {
    useInput((input, key) => {
      if (key.escape || input === 'q' || (key.ctrl && (input === 'c' || input === 'd'))) onAnswer(null);
    });
    return (
      <Box flexDirection="column">
        <Text>{sanitize(`${command}: '${typed}' matches ${slugs.length} posts. Which one?`, 'name')}</Text>
        <SelectMenu
          labels={slugs.map(slug => sanitize(catCommand(slug), 'name'))}
          limit={Math.max(1, Math.min(slugs.length, (output.rows || 24) - 4))}
          paint={paint}
          onSelect={index => onAnswer(slugs[index] ?? null)}
        />
        <Text dimColor>{'  ↵ read   Esc cancel'}</Text>
      </Box>
    );
  };
  const app = render(<WhichPost />, {
    stdin: keys.stream,
    stdout: output,
    exitOnCtrlC: false,
    interactive: true,
  });
  await app.waitUntilExit();
  return answer;
}
