import process from 'node:process';
import { Box, render, Text, useApp, useInput } from 'ink';
import { useEffect } from 'react';
import type { Question } from '../commands/command.ts';
import { questionText, textSpan } from '../commands/output.ts';
import { createInputStream } from '../io/terminal/input.ts';
import { type Signals, stopProcess } from '../io/terminal/signals.ts';
import { releaseInput, setRawModeAgain, type Terminal } from '../io/terminal/tty.ts';
import { catCommand, postPath } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import { wrapPaths } from '../text/wrap.ts';
import type { Paint } from '../theme/paint.ts';
import { Rows } from './components/Rows.tsx';
import { SelectMenu } from './components/SelectMenu.tsx';

/**
 * Asks on the terminal which post the user means, and erases the question. Returns null if the user cancels, or a signal ends
 * the app.
 */
export async function choose(
  question: Question,
  paint: Paint,
  { input, output }: Terminal,
  signals: Signals,
  now: () => number,
): Promise<PostRef | null> {
  const { posts, isGuess, isName } = question;
  let answer: PostRef | null = null;
  const keys = createInputStream(input, now);
  keys.setFlow('one-by-one');
  const onAnswer = async (post: PostRef | null): Promise<void> => {
    answer = post;
    // Otherwise Ink would draw a pending frame after the list is erased.
    await app.waitUntilRenderFlush();
    app.clear();
    app.unmount();
  };
  /** Gives the terminal to the shell on ^Z and SIGTSTP. */
  const useStop = (): void => {
    const { suspendTerminal } = useApp();
    const stop = (): unknown =>
      signals.suspendWhile(() =>
        suspendTerminal(async () => {
          await releaseInput(input);
          await stopProcess();
        }),
      );
    useEffect(() => signals.onPause(stop));
    useInput((input, key) => {
      if (key.ctrl && input === 'z') stop();
    });
  };
  const [first] = posts;
  /** A question that one key answers. */
  const Guess = () => {
    useStop();
    useInput((input, key) => {
      if (!key.ctrl || input === 'c' || input === 'd') onAnswer(/^y/i.test(input) && first ? first : null);
    });
    const text = first ? [textSpan(`Did you mean ${postPath(first)}? [y/N]`)] : [];
    return <Rows rows={wrapPaths(text, output.columns || 80, 2)} paint={paint} />;
  };
  const WhichPost = () => {
    useStop();
    useInput((input, key) => {
      if (key.escape || input === 'q' || (key.ctrl && (input === 'c' || input === 'd'))) onAnswer(null);
    });
    return (
      <Box flexDirection="column">
        <Text>{sanitize(questionText(question), 'name')}</Text>
        <SelectMenu
          items={posts.map(post => ({ label: sanitize(isName ? postPath(post) : catCommand(post), 'name') }))}
          columns={output.columns || 80}
          limit={Math.max(1, Math.min(posts.length, (output.rows || 24) - 4))}
          paint={paint}
          onSelect={index => onAnswer(posts[index] ?? null)}
        />
        <Text dimColor>{`  ↵ ${isName ? 'import' : 'read'}   Esc cancel`}</Text>
      </Box>
    );
  };
  // After SIGSTOP a shell may have turned off raw mode.
  const onContinue = (): void => setRawModeAgain(input);
  process.on('SIGCONT', onContinue);
  const app = render(isGuess ? <Guess /> : <WhichPost />, {
    stdin: keys.stream,
    stdout: output,
    exitOnCtrlC: false,
    interactive: true,
  });
  signals.stop.addEventListener('abort', () => onAnswer(null));
  await app.waitUntilExit();
  process.off('SIGCONT', onContinue);
  return answer;
}
