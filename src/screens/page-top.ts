/** The first line to show of pages that do not overlap: walking through them rewrites the screen once a page. */
export function pageTop(chosen: number, total: number, height: number): number {
  if (height <= 0) return 0;
  return Math.max(0, Math.min(Math.floor(chosen / height) * height, total - height));
}
