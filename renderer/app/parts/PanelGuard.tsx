import { Component, type ReactNode } from 'react';
import { Panel } from './Page';
import { FailedState } from './States';

interface Guarded {
  readonly fault: unknown;
  readonly failed: boolean;
}

/** A panel that cannot be drawn says so in its place and can be tried again; the others of the page stand. */
export class PanelGuard extends Component<{ readonly children: ReactNode }, Guarded> {
  override state: Guarded = { fault: null, failed: false };

  static getDerivedStateFromError(fault: unknown): Guarded {
    return { fault, failed: true };
  }

  override componentDidCatch(fault: unknown): void {
    console.error(fault);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Panel>
        <FailedState fault={this.state.fault} onRetry={() => this.setState({ fault: null, failed: false })} />
      </Panel>
    );
  }
}
