//! Marks over a photo. A picture of any shape is taken for a square of `SIDE`; a mark is two points within it.
import type { PhotoMark } from "../backend/contract";

export type Point = PhotoMark["from"];
export type Shape = "arrow" | "ring" | "blur";
export const SHAPES: readonly Shape[] = ["arrow", "ring", "blur"];

/** The side of the square that every picture is taken for. */
export const SIDE = 10_000;
/** Marks in one layer at most, as Rust has it. */
export const MOST_MARKS = 50;
/** A hand that shakes draws nothing: a mark is at least so long. */
const LEAST = 80;
/** Half the sides of a mark that is laid in the middle by a key. */
const HALF = 1_200;

/** Width and height, or a box in the window. */
export interface Size {
  width: number;
  height: number;
}
export interface Box extends Size {
  left: number;
  top: number;
}

/** Where a picture stands in a box that it is fitted into whole. */
export function fitted(box: Box, picture: Size): Box {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
}

/** The point of the picture under a point of the window; beside the picture it is the nearest one on its edge. */
export function pointAt(box: Box, picture: Size, x: number, y: number): Point {
  const stands = fitted(box, picture);
  const along = (at: number, from: number, length: number) => within(Math.round(((at - from) / length) * SIDE));
  return [along(x, stands.left, stands.width), along(y, stands.top, stands.height)];
}

function within(at: number): number {
  return Math.min(SIDE, Math.max(0, at));
}

/** Whether a mark is large enough to be meant. */
export function isMeant({ shape, from, to }: PhotoMark): boolean {
  const wide = Math.abs(from[0] - to[0]);
  const high = Math.abs(from[1] - to[1]);
  return shape === "arrow" ? Math.max(wide, high) >= LEAST : Math.min(wide, high) >= LEAST;
}

/** A mark in the middle of the picture; an arrow points up and to the right. */
export function inTheMiddle(shape: Shape): PhotoMark {
  const middle = SIDE / 2;
  const [low, high] = [middle - HALF, middle + HALF];
  return shape === "arrow" ? { shape, from: [low, high], to: [high, low] } : { shape, from: [low, low], to: [high, high] };
}

/** The mark as far away, without leaving the picture and without changing its size. */
export function moved(mark: PhotoMark, right: number, down: number): PhotoMark {
  const room = (at: 0 | 1, by: number) => {
    const ends = [mark.from[at], mark.to[at]];
    return Math.min(SIDE - Math.max(...ends), Math.max(-Math.min(...ends), by));
  };
  const [x, y] = [room(0, right), room(1, down)];
  return { ...mark, from: [mark.from[0] + x, mark.from[1] + y], to: [mark.to[0] + x, mark.to[1] + y] };
}

/** The mark with its second point elsewhere: an arrow points there, a box or a ring reaches there. As it was, where nothing would be left of it. */
export function reaching(mark: PhotoMark, to: Point): PhotoMark {
  const reached: PhotoMark = { ...mark, to: [within(to[0]), within(to[1])] };
  return isMeant(reached) ? reached : mark;
}

/** The arrow's head: its tip and the two corners behind it, in the picture's own pixels. */
export function head(from: Point, to: Point, length: number): [Point, Point, Point] {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const corner = (turn: number): Point => [to[0] - length * Math.cos(angle + turn), to[1] - length * Math.sin(angle + turn)];
  return [to, corner(0.45), corner(-0.45)];
}

/** A point of the square in the picture's own pixels. */
export function inPixels([x, y]: Point, picture: Size): Point {
  return [(x / SIDE) * picture.width, (y / SIDE) * picture.height];
}

export function areSame(some: readonly PhotoMark[], others: readonly PhotoMark[]): boolean {
  const text = (marks: readonly PhotoMark[]) => JSON.stringify(marks.map(({ shape, from, to }) => [shape, from, to]));
  return text(some) === text(others);
}

/** The topmost mark under a point. Arrows and rings are taken by their line, what is covered anywhere; `reach` is in pixels of the picture. */
export function markAt(marks: readonly PhotoMark[], at: Point, picture: Size, reach: number): number | undefined {
  const place = marks.findLastIndex((mark) => isUnder(mark, inPixels(at, picture), picture, reach));
  return place < 0 ? undefined : place;
}

function isUnder(mark: PhotoMark, [x, y]: Point, picture: Size, reach: number): boolean {
  const [from, to] = [inPixels(mark.from, picture), inPixels(mark.to, picture)];
  if (mark.shape === "arrow") return toLine([x, y], from, to) <= reach;
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
  const half = [Math.abs(to[0] - from[0]) / 2, Math.abs(to[1] - from[1]) / 2] as const;
  const [right, down] = [Math.abs(x - middle[0]), Math.abs(y - middle[1])];
  if (mark.shape !== "ring") return right <= half[0] + reach && down <= half[1] + reach;
  const inside = (by: number) => half[0] + by > 0 && half[1] + by > 0 && (right / (half[0] + by)) ** 2 + (down / (half[1] + by)) ** 2 <= 1;
  return inside(reach) && !inside(-reach);
}

/** How far a point is from a line between two others. */
function toLine([x, y]: Point, from: Point, to: Point): number {
  const [wide, high] = [to[0] - from[0], to[1] - from[1]];
  const length = wide ** 2 + high ** 2;
  const along = length ? Math.min(1, Math.max(0, ((x - from[0]) * wide + (y - from[1]) * high) / length)) : 0;
  return Math.hypot(x - from[0] - along * wide, y - from[1] - along * high);
}

/** The end of a mark that a point is upon. */
export function endAt(mark: PhotoMark, at: Point, picture: Size, reach: number): "from" | "to" | undefined {
  const [x, y] = inPixels(at, picture);
  return (["to", "from"] as const).find((end) => {
    const [endX, endY] = inPixels(mark[end], picture);
    return Math.hypot(x - endX, y - endY) <= reach;
  });
}
