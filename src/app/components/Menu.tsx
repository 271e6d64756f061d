import { Box } from 'ink';
import { Rows, type RowsProps } from './Rows.tsx';

type Props = RowsProps & {
  /** In columns, if a preview is beside the menu; otherwise undefined. */
  readonly width: number | undefined;
};

/** The posts, lines or commands that match the typed text. The prompt handles the keys, not the menu. */
export function Menu({ rows, width, paint }: Props) {
  return (
    <Box width={width ?? '100%'}>
      <Rows rows={rows} paint={paint} />
    </Box>
  );
}
