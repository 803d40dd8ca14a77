import { useEffect, useRef } from 'react';
import { Panel } from '../../app/parts/Page';
import type { Topic } from '../../help/topics';
import { Blocks } from './Blocks';
import { InterfaceLookup } from './InterfaceLookup';
import { InterfaceTable } from './InterfaceTable';

/** A topic with its passages; the one that the address names is scrolled to, marked and has the focus. */
export function TopicView({ topic, at }: { readonly topic: Topic; readonly at: string | undefined }) {
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    const place = at === undefined ? null : body.current?.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
    if (!place) return;
    place.scrollIntoView({ block: 'start' });
    place.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  }, [topic, at]);
  return (
    <article ref={body} className="section-body help-topic" aria-labelledby="help-title" data-testid="help-topic" data-topic={topic.id}>
      <h2 id="help-title">{topic.title}</h2>
      <p className="muted">{topic.summary}</p>
      <div className="stack">
        {topic.id === 'retired' && <InterfaceLookup />}
        {topic.id === 'interfaces' ? (
          <InterfaceTable at={at} />
        ) : (
          <Panel testid={`help-${topic.id}`}>
            {topic.passages.map((passage) => (
              <section
                key={passage.at}
                data-at={passage.at}
                data-testid="help-passage"
                aria-current={passage.at === at ? 'location' : undefined}
                className={passage.at === at ? 'help-passage here' : 'help-passage'}
              >
                <h3 tabIndex={-1}>{passage.title}</h3>
                <Blocks body={passage.body} />
              </section>
            ))}
          </Panel>
        )}
      </div>
    </article>
  );
}
