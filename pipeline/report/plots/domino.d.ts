/** The little of the server's DOM that charts need; the package's own types name another module. */
declare module '@mixmark-io/domino' {
  export interface DominoElement {
    readonly outerHTML: string;
    readonly textContent: string;
    readonly tagName: string;
    getAttribute(name: string): string | null;
    setAttribute(name: string, value: string): void;
    removeAttribute(name: string): void;
    remove(): void;
    querySelector(selector: string): DominoElement | null;
    querySelectorAll(selector: string): ArrayLike<DominoElement>;
  }
  export interface DominoDocument {
    readonly documentElement: DominoElement;
    querySelector(selector: string): DominoElement | null;
    querySelectorAll(selector: string): ArrayLike<DominoElement>;
  }
  const domino: { createDocument(html?: string, force?: boolean): DominoDocument };
  export default domino;
}
