import fc from 'fast-check';
import { expect, test } from 'vitest';
import Yoga from 'yoga-layout';
import Flexbox from '../../src/app/flexbox.ts';

// Boxes as the screens nest them. Our engine is to place them as Yoga does.

type Box = {
  readonly direction: 'row' | 'column';
  readonly grow: 0 | 1;
  readonly shrink: 0 | 1;
  readonly isApart: boolean;
  readonly height: number | null;
  readonly top: number;
  readonly left: number;
  readonly children: readonly Tree[];
};
/** A text of some rows. In a narrow space it wraps, or is cut to the width. */
type Text = { readonly rows: number; readonly columns: number; readonly isCut: boolean };
type Tree = Box | Text;

const text: fc.Arbitrary<Tree> = fc.record({
  rows: fc.integer({ min: 0, max: 12 }),
  columns: fc.integer({ min: 0, max: 30 }),
  isCut: fc.boolean(),
});
const boxOf = (depth: number): fc.Arbitrary<Box> =>
  fc.record({
    direction: fc.constantFrom('row', 'column'),
    grow: fc.constantFrom(0, 1),
    shrink: fc.constantFrom(0, 1),
    isApart: fc.integer({ min: 0, max: 5 }).map(pick => pick === 0),
    height: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4 }),
    top: fc.integer({ min: 0, max: 3 }),
    left: fc.integer({ min: 0, max: 3 }),
    children: fc.array(depth === 0 ? text : fc.oneof(text, boxOf(depth - 1)), { maxLength: 4 }).map(withoutSharing),
  });

/** Lets at most one child of each box shrink, and one grow, as the screens do, so that no size is a fraction. */
function withoutSharing(children: readonly Tree[]): readonly Tree[] {
  const isShrinking = (child: Tree): boolean => 'rows' in child || (child.shrink === 1 && !child.isApart);
  const shrinking = children.findIndex(isShrinking);
  const growing = children.findIndex(child => !('rows' in child) && child.grow === 1 && !child.isApart);
  return children.flatMap((child, at): Tree | [] => {
    if ('rows' in child) return at === shrinking ? child : [];
    return { ...child, shrink: at === shrinking ? 1 : 0, grow: at === growing ? 1 : 0 };
  });
}

const measure = ({ rows, columns, isCut }: Text, width: number, mode: number) => {
  if (mode === 0 || columns <= width) return { width: columns, height: rows };
  return { width, height: isCut ? rows : rows * Math.ceil(columns / Math.max(1, Math.floor(width))) };
};

/** Creates a node of Yoga as Ink does. */
function yogaNode(tree: Tree) {
  const node = Yoga.Node.create();
  if ('rows' in tree) {
    node.setMeasureFunc((width, mode) => measure(tree, width, mode));
    node.setFlexShrink(1);
    node.setFlexDirection(Yoga.FLEX_DIRECTION_ROW);
    return node;
  }
  node.setFlexDirection(tree.direction === 'row' ? Yoga.FLEX_DIRECTION_ROW : Yoga.FLEX_DIRECTION_COLUMN);
  node.setFlexGrow(tree.grow);
  node.setFlexShrink(tree.shrink);
  if (tree.isApart) node.setPositionType(Yoga.POSITION_TYPE_ABSOLUTE);
  if (tree.height !== null) node.setHeight(tree.height);
  node.setMargin(Yoga.EDGE_TOP, tree.top);
  node.setMargin(Yoga.EDGE_START, tree.left);
  for (const [at, child] of tree.children.entries()) node.insertChild(yogaNode(child), at);
  return node;
}

function ownNode(tree: Tree) {
  const node = Flexbox.Node.create();
  if ('rows' in tree) {
    node.setMeasureFunc((width, mode) => measure(tree, width, mode));
    node.setStyle({ flexShrink: 1, flexGrow: 0, flexDirection: 'row' });
    return node;
  }
  node.setStyle({
    flexDirection: tree.direction,
    flexGrow: tree.grow,
    flexShrink: tree.shrink,
    ...(tree.isApart && { position: 'absolute' }),
    ...(tree.height !== null && { height: tree.height }),
    marginTop: tree.top,
    marginLeft: tree.left,
  });
  for (const [at, child] of tree.children.entries()) node.insertChild(ownNode(child), at);
  return node;
}

type Node = ReturnType<typeof yogaNode> | ReturnType<typeof ownNode>;
type Placed = { readonly box: readonly number[]; readonly children: readonly Placed[] };

const placed = (node: Node): Placed => ({
  box: [node.getComputedLeft(), node.getComputedTop(), node.getComputedWidth(), node.getComputedHeight()],
  children: Array.from({ length: node.getChildCount() }, (_, at) => placed(node.getChild(at))),
});

test('boxes are placed as Yoga places them, also after the width and the boxes have changed', () => {
  const width = fc.integer({ min: 1, max: 100 });
  const boxes = fc.array(boxOf(3), { maxLength: 3 }).map(withoutSharing);
  fc.assert(
    fc.property(boxes, width, width, (boxes, first, second) => {
      const [theirs, ours] = [Yoga.Node.create(), Flexbox.Node.create()];
      for (const [at, box] of boxes.entries()) {
        theirs.insertChild(yogaNode(box), at);
        ours.insertChild(ownNode(box), at);
      }
      const layOut = (width: number) => {
        for (const root of [theirs, ours]) {
          root.setWidth(width);
          root.calculateLayout(undefined, undefined, Yoga.DIRECTION_LTR);
        }
        expect(placed(ours)).toEqual(placed(theirs));
      };
      layOut(first);
      if (boxes.length > 1) {
        theirs.removeChild(theirs.getChild(0));
        ours.removeChild(ours.getChild(0));
      }
      layOut(second);
      theirs.freeRecursive();
    }),
    { numRuns: 300 },
  );
});
