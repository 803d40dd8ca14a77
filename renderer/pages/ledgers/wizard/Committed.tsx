import { Input } from 'antd';

interface CommittedProps {
  readonly id: string;
  readonly value: string;
  readonly placeholder: string;
  readonly testid?: string;
  readonly valid?: (text: string) => boolean;
  onCommit(value: string): void;
}

/** A text that counts once it is left or entered: each change makes a fresh preview. */
export function Committed({ id, value, placeholder, testid, valid, onCommit }: CommittedProps) {
  return (
    <Input
      key={value}
      id={id}
      defaultValue={value}
      placeholder={placeholder}
      data-testid={testid}
      onPressEnter={(event) => event.currentTarget.blur()}
      onBlur={(event) => {
        const text = event.target.value.trim();
        if (text !== value && (text === '' || valid?.(text) !== false)) onCommit(text);
      }}
    />
  );
}
