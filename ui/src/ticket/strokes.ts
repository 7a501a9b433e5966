//! What is drawn with a pen: strokes of points in a square, as Rust keeps them. Pure.

/** From the left and from the top, whole numbers. */
export type Point = [number, number];
export type Stroke = Point[];

/** The side of the square. Both directions have one unit; the longer side of the pad is the side of the square. */
export const SIDE = 10_000;
/** The pad's height for its width. */
export const PAD_HEIGHT = SIDE * 0.4;
const MOST_STROKES = 200;
const MOST_POINTS = 5_000;
/** Points nearer to the last one than this say nothing new. */
const NEAR = 25;

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where on the square a point of the screen lies that is over a pad in `box`; at its edge where it is outside. */
export function onPad(x: number, y: number, box: Box): Point {
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), 1) * most);
  return [within((x - box.left) / (box.width || 1), SIDE), within((y - box.top) / (box.height || 1), PAD_HEIGHT)];
}

/** Whether another stroke may begin. */
export function hasRoom(strokes: readonly Stroke[]): boolean {
  return strokes.length < MOST_STROKES && pointsOf(strokes) < MOST_POINTS;
}

/** `strokes` with `point` at the end of the last one; unchanged where it says nothing new or there is no room. */
export function drawnOn(strokes: readonly Stroke[], point: Point): readonly Stroke[] {
  const last = strokes.at(-1);
  const end = last?.at(-1);
  if (!last || pointsOf(strokes) >= MOST_POINTS) return strokes;
  if (end && Math.hypot(point[0] - end[0], point[1] - end[1]) < NEAR) return strokes;
  return [...strokes.slice(0, -1), [...last, point]];
}

function pointsOf(strokes: readonly Stroke[]): number {
  return strokes.reduce((count, stroke) => count + stroke.length, 0);
}

/** A smooth line through a stroke: its points pull, the middles between them are touched. A dot is a short line. */
export function pathOf(stroke: Stroke): string {
  const [first, ...rest] = stroke;
  if (!first) return "";
  if (rest.length === 0) return `M${first[0]} ${first[1]}h1`;
  let path = `M${first[0]} ${first[1]}`;
  rest.forEach((point, at) => {
    const next = rest[at + 1];
    path += next ? `Q${point[0]} ${point[1]} ${(point[0] + next[0]) / 2} ${(point[1] + next[1]) / 2}` : `L${point[0]} ${point[1]}`;
  });
  return path;
}
