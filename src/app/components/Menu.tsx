import { Box } from 'ink';
import { Rows, type RowsProps } from './Rows.tsx';

type Props = RowsProps & {
  /** In columns, beside a preview; undefined for those of the screen. */
  readonly width: number | undefined;
};

/** The posts, lines or commands that match what is typed. The prompt has the keys, so the menu only shows. */
export function Menu({ rows, width, paint }: Props) {
  return (
    <Box width={width ?? '100%'}>
      <Rows rows={rows} paint={paint} />
    </Box>
  );
}
