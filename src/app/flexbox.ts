// The layout engine of Ink in the built program: the part of flexbox that the screens use. It takes the place of Yoga, which
// is a tenth of the package and takes some ms at each start. A test compares the two. They may differ by a cell where several
// boxes share the space, which gives fractions; the screens have no such boxes.

import { maximum } from '../util/functions.ts';

/** The styles of a box that the engine knows. Ink sets others, but only to what is the default here. */
type Style = {
  readonly flexDirection?: 'row' | 'column';
  readonly flexGrow?: number;
  readonly flexShrink?: number;
  readonly position?: 'relative' | 'absolute';
  readonly width?: number;
  readonly height?: number;
  readonly marginTop?: number;
  readonly marginLeft?: number;
};

/** The space for a node, with its margins: exactly, at most, or as much as its content takes. */
type Space = { readonly kind: 'exactly' | 'at-most'; readonly size: number } | { readonly kind: 'any' };
type Size = { readonly width: number; readonly height: number };
type Axis = 'width' | 'height';

const none = (): number => 0;

const ANY: Space = { kind: 'any' };
const exactly = (size: number): Space => ({ kind: 'exactly', size });

const MEASURE_MODE_UNDEFINED = 0;
const MEASURE_MODE_AT_MOST = 2;
const DISPLAY_FLEX = 0;
const DISPLAY_NONE = 1;

/** A box, or a text that Ink measures. The methods that Ink calls have the names of Yoga's. */
class Node {
  private children: Node[] = [];
  private parent: Node | null = null;
  private style: Style = {};
  private measure: ((width: number, mode: number) => Size) | null = null;
  private display = DISPLAY_FLEX;
  /** The sizes that were computed for a space since the last change below this node. */
  private readonly sizes = new Map<string, Size>();
  private size: Size = { width: 0, height: 0 };
  private place = { left: 0, top: 0 };
  private rounded = { left: 0, top: 0, width: 0, height: 0 };

  readonly getComputedMargin = none;
  readonly getComputedPadding = none;
  readonly getComputedBorder = none;
  // There is no memory to free.
  readonly unsetMeasureFunc = none;
  readonly free = none;
  readonly freeRecursive = none;

  static create(): Node {
    return new Node();
  }

  setMeasureFunc(measure: (width: number, mode: number) => Size): void {
    this.measure = measure;
  }

  insertChild(child: Node, at: number): void {
    child.parent = this;
    this.children.splice(at, 0, child);
    this.markDirty();
  }

  removeChild(child: Node): void {
    child.parent = null;
    this.children = this.children.filter(each => each !== child);
    this.markDirty();
  }

  getChild = (at: number): Node => this.children[at] as Node;

  getChildCount(): number {
    return this.children.length;
  }

  markDirty(): void {
    this.sizes.clear();
    this.parent?.markDirty();
  }

  setDisplay(display: number): void {
    this.display = display;
    this.markDirty();
  }

  getDisplay(): number {
    return this.display;
  }

  setWidth = (width: number): void => this.setStyle({ ...this.style, width });

  setStyle(style: Style): void {
    this.style = style;
    this.markDirty();
  }

  getComputedLeft = (): number => this.rounded.left;
  getComputedTop = (): number => this.rounded.top;
  getComputedWidth = (): number => this.rounded.width;
  getComputedHeight = (): number => this.rounded.height;

  /** Lays the tree below this node out. */
  calculateLayout(_width?: number, _height?: number, _direction?: number): void {
    this.arrange(this.ownSpace('width') ?? ANY, this.ownSpace('height') ?? ANY);
    this.round(0, 0);
  }

  private margin(axis: Axis): number {
    return (axis === 'width' ? this.style.marginLeft : this.style.marginTop) ?? 0;
  }

  /** The space that the style asks for, with the margin. */
  private ownSpace(axis: Axis): Space | null {
    const own = this.style[axis];
    return own === undefined ? null : exactly(own + this.margin(axis));
  }

  /** Returns a space without the margin. */
  private inside(space: Space, axis: Axis): Space {
    return space.kind === 'any' ? ANY : { kind: space.kind, size: Math.max(0, space.size - this.margin(axis)) };
  }

  /** Returns the size in a space, without margins. Computes it once. */
  private sizeIn(width: Space, height: Space): Size {
    const key = JSON.stringify([width, height]);
    const known = this.sizes.get(key);
    if (known) return known;
    const size = this.measure ? this.measured(this.measure, width, height) : this.filled(width, height, false);
    this.sizes.set(key, size);
    return size;
  }

  /** Sets the size, and the places and sizes of all nodes below. */
  private arrange(width: Space, height: Space): void {
    this.size = this.measure ? this.sizeIn(width, height) : this.filled(width, height, true);
  }

  private measured(measure: (width: number, mode: number) => Size, width: Space, height: Space): Size {
    const [across, down] = [this.inside(width, 'width'), this.inside(height, 'height')];
    const text = measure(sizeOf(across), across.kind === 'any' ? MEASURE_MODE_UNDEFINED : MEASURE_MODE_AT_MOST);
    const size = (space: Space, own: number): number => (space.kind === 'exactly' ? space.size : own);
    return { width: size(across, text.width), height: size(down, text.height) };
  }

  /** Lays the children out in a space and returns the size. `isFinal`: also sets their places and sizes. */
  private filled(width: Space, height: Space, isFinal: boolean): Size {
    const isRow = this.style.flexDirection === 'row';
    const [main, cross]: readonly [Axis, Axis] = isRow ? ['width', 'height'] : ['height', 'width'];
    const spaces = { width: this.inside(width, 'width'), height: this.inside(height, 'height') };
    const fixed = { width: sizeOf(spaces.width), height: sizeOf(spaces.height) };
    if (!isFinal && this.children.length > 0 && isFixed(spaces)) return fixed;
    const shown = this.children.filter(({ display }) => display !== DISPLAY_NONE);
    const flow = shown.filter(({ style }) => style.position !== 'absolute');
    const lengths = this.mainLengths(flow, main, spaces);
    const used = flow.reduce((sum, child, at) => sum + (lengths[at] ?? 0) + child.margin(main), 0);
    const crossOf = (child: Node, length: number): number => {
      const space = child.ownSpace(cross) ?? spaces[cross];
      return child.sizeIn(...oriented(main, exactly(length + child.margin(main)), space))[cross] + child.margin(cross);
    };
    const mainSize = spaces[main].kind === 'exactly' ? spaces[main].size : used;
    const crossSizes = (): readonly number[] => flow.map((child, at) => crossOf(child, lengths[at] ?? 0));
    const crossSize = spaces[cross].kind === 'exactly' ? spaces[cross].size : maximum(crossSizes());
    const size = main === 'width' ? { width: mainSize, height: crossSize } : { width: crossSize, height: mainSize };
    if (!isFinal) return size;
    let offset = 0;
    for (const [at, child] of flow.entries()) {
      const length = (lengths[at] ?? 0) + child.margin(main);
      child.arrange(...oriented(main, exactly(length), child.ownSpace(cross) ?? exactly(crossSize)));
      child.moveTo(isRow ? offset : 0, isRow ? 0 : offset);
      offset += length;
    }
    for (const child of shown) if (child.style.position === 'absolute') child.arrangeApart(isRow, size);
    return size;
  }

  /** Returns the lengths of children along the main axis, grown or shrunk to the space if it is exact. */
  private mainLengths(flow: readonly Node[], main: Axis, spaces: Readonly<Record<Axis, Space>>): readonly number[] {
    const cross = main === 'width' ? 'height' : 'width';
    const atMost = (space: Space): Space => (space.kind === 'any' ? ANY : { kind: 'at-most', size: space.size });
    const lengths = flow.map(child => {
      const own = child.style[main];
      if (own !== undefined) return own;
      return child.sizeIn(...oriented(main, atMost(spaces[main]), child.ownSpace(cross) ?? spaces[cross]))[main];
    });
    const space = spaces[main];
    if (space.kind !== 'exactly') return lengths;
    const margins = flow.reduce((sum, child) => sum + child.margin(main), 0);
    const left = space.size - margins - lengths.reduce((sum, length) => sum + length, 0);
    const shares = flow.map(({ style }, at) =>
      left > 0 ? (style.flexGrow ?? 0) : (style.flexShrink ?? 0) * (lengths[at] ?? 0),
    );
    const whole = shares.reduce((sum, share) => sum + share, 0);
    if (whole === 0) return lengths;
    // Below a whole of 1, growing children share only that part of the space.
    const divisor = left > 0 ? Math.max(1, whole) : whole;
    return lengths.map((length, at) => Math.max(0, length + (left * (shares[at] ?? 0)) / divisor));
  }

  /** Lays out a child that takes no space of the others. */
  private arrangeApart(isInRow: boolean, { width }: Size): void {
    const space: Space = !isInRow && width > 0 ? { kind: 'at-most', size: width } : ANY;
    const size = this.sizeIn(space, this.ownSpace('height') ?? ANY);
    this.arrange(exactly(size.width + this.margin('width')), exactly(size.height + this.margin('height')));
    this.moveTo(0, 0);
  }

  private moveTo(left: number, top: number): void {
    this.place = { left: left + this.margin('width'), top: top + this.margin('height') };
  }

  /** Rounds the edges to cells. */
  private round(fromLeft: number, fromTop: number): void {
    const [left, top] = [fromLeft + this.place.left, fromTop + this.place.top];
    this.rounded = {
      left: Math.round(this.place.left),
      top: Math.round(this.place.top),
      width: Math.round(left + this.size.width) - Math.round(left),
      height: Math.round(top + this.size.height) - Math.round(top),
    };
    for (const child of this.children) child.round(left, top);
  }
}

/** Returns the spaces for width and height. */
const oriented = (main: Axis, along: Space, across: Space): readonly [Space, Space] =>
  main === 'width' ? [along, across] : [across, along];

const sizeOf = (space: Space): number => (space.kind === 'any' ? 0 : space.size);

/** Whether a box takes its space whatever its content: both sizes are exact, or there is no space in one direction. */
const isFixed = ({ width, height }: Readonly<Record<Axis, Space>>): boolean =>
  (width.kind === 'exactly' && height.kind === 'exactly') ||
  [width, height].some(space => space.kind === 'at-most' && space.size === 0);

/** What Ink uses of Yoga. */
export default { Node, MEASURE_MODE_UNDEFINED, DISPLAY_FLEX, DISPLAY_NONE };
