/** Markdown as Teams knows it, for a terminal: links with their address, no marks. */
export function plainText(markdown: string): string {
  const marks = /(?<!\\)\*\*(.+?)\*\*|(?<![\\*])\*([^*\s][^*]*)\*|(?<![\\\w])_([^_\s][^_]*)_(?!\w)/g
  return markdown
    .replace(/<at>([^<]*)<\/at>/g, '$1')
    .replace(/(?<!\\)\[([^\]]+)\]\(([^)\s]+)\)/g, (_, title: string, url: string) =>
      plainText(title) === url ? url : `${title} (${url})`,
    )
    .replace(marks, (_, strong: string, star: string, underline: string) => strong ?? star ?? underline)
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
}
