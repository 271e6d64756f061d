/** The array, or a larger copy of it when it has no room for `length` numbers; larger by half, so that few are made. */
export function withRoom(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, array.length + (array.length >> 1)));
  larger.set(array);
  return larger;
}
