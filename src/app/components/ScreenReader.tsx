import { Static, Text } from 'ink';
import type { State } from '../state/state.ts';
import { livingRows, saidOf } from '../view/screen-reader.ts';

/** A session for a screen reader: what was put out is said once, below it what is typed and what is selected. */
export function Linear({ state }: { readonly state: State }) {
  const parts = state.entries.flatMap(({ parts }) => parts);
  return (
    <>
      <Static items={parts}>
        {(part, index) => <Text key={index}>{saidOf(part, state.size.columns).join('\n')}</Text>}
      </Static>
      <Text>{livingRows(state).join('\n')}</Text>
    </>
  );
}
