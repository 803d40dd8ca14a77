import type { SourceId } from '../../shared/api/sources';
import { ContentDigest, ContractFault, Dictionary, packPage } from '../../shared/columns';

/** The content of a slice as the desk digests it when publishing, so that both ends say the same of the same records. */
export class SliceContent {
  private readonly dictionary = new Dictionary();
  private readonly sum = new ContentDigest(this.dictionary);
  private broken = false;

  constructor(private readonly source: SourceId) {}

  add(columns: Readonly<Record<string, readonly (string | null)[]>>, rows: number): void {
    try {
      if (!this.broken) this.sum.add(rows, packPage(this.source, columns, rows, this.dictionary));
    } catch (error) {
      // The desk refuses it and reports it; here it is only not the same.
      if (!(error instanceof ContractFault)) throw error;
      this.broken = true;
    }
  }

  /** SHA-256 in lower-case hex; null for records outside the contract. */
  digest(): string | null {
    return this.broken ? null : this.sum.hex();
  }
}
