import { Box } from 'ink';
import { Rows, type RowsProps } from './Rows.tsx';

type Props = RowsProps & {
  /** In columns, including the separator. */
  readonly width: number;
};

/** The selected post beside the menu: its first rows, or those around a matching line. */
export function Preview({ rows, width, paint }: Props) {
  return (
    <Box width={width} flexShrink={0}>
      <Rows rows={rows} paint={paint} />
    </Box>
  );
}
