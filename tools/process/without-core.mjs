/**
 * A command that leaves no core file when it crashes: what was in its memory, card numbers of payments under way among
 * it, must not be on a disk. What it starts leaves none either. Node can't say this of itself.
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {[file: string, args: string[]]} what to spawn instead
 */
export function withoutCore(file, args) {
  if (process.platform === 'win32') return [file, [...args]]
  return ['/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', file, ...args]]
}
