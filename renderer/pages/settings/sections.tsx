/** The sections of the settings: their order and groups, what each shows, and which words it is found by. */
import type { ComponentType } from 'react';
import { AboutPanel } from './AboutPanel';
import { AliasesSection } from './AliasesSection';
import { BackupPanel } from './BackupPanel';
import { BrandPanel } from './BrandPanel';
import { DeskPanel } from './DeskPanel';
import { KeysPanel } from './KeysPanel';
import { PacesPanel } from './PacesPanel';
import { PermissionsPanel } from './permissions/PermissionsPanel';
import { PolicyPanel } from './PolicyPanel';
import { PriceRulesPanel } from './prices/PriceRulesPanel';
import { ProfilesPanel } from './ProfilesPanel';
import { RestorePanel } from './RestorePanel';
import { RuleSetPanel } from './prices/RuleSetPanel';
import { RatesPanel } from './rates/RatesPanel';
import { StoragePanel } from './StoragePanel';
import { UsersPanel } from './UsersPanel';

export type SectionId =
  | 'desk'
  | 'users'
  | 'statements'
  | 'profiles'
  | 'permissions'
  | 'paces'
  | 'aliases'
  | 'prices'
  | 'rules'
  | 'rates'
  | 'closing'
  | 'backup'
  | 'storage'
  | 'about';

export interface Section {
  readonly id: SectionId;
  readonly panels: readonly ComponentType[];
  /** Parts of the word list whose sentences lead here. */
  readonly words: readonly string[];
}

export const GROUPS: readonly { readonly id: 'desk' | 'data' | 'rules' | 'safety' | 'about'; readonly sections: readonly Section[] }[] = [
  {
    id: 'desk',
    sections: [
      { id: 'desk', panels: [DeskPanel], words: ['settings.desk'] },
      { id: 'users', panels: [UsersPanel], words: ['sections.users'] },
      { id: 'statements', panels: [BrandPanel], words: ['out.brand'] },
    ],
  },
  {
    id: 'data',
    sections: [
      { id: 'profiles', panels: [ProfilesPanel, KeysPanel], words: ['settings.profiles', 'settings.keys'] },
      { id: 'permissions', panels: [PermissionsPanel], words: ['interfaces.check'] },
      { id: 'paces', panels: [PacesPanel], words: ['settings.paces'] },
      { id: 'aliases', panels: [AliasesSection], words: ['sections.aliases', 'columns.party', 'ledgers.means'] },
    ],
  },
  {
    id: 'rules',
    sections: [
      { id: 'prices', panels: [PriceRulesPanel], words: ['prices.hint', 'prices.columns', 'prices.kind', 'prices.form', 'prices.preview'] },
      { id: 'rules', panels: [RuleSetPanel], words: ['prices.ruleSet'] },
      { id: 'rates', panels: [RatesPanel], words: ['rates'] },
      { id: 'closing', panels: [PolicyPanel], words: ['settings.policy'] },
    ],
  },
  {
    id: 'safety',
    sections: [
      { id: 'backup', panels: [BackupPanel, RestorePanel], words: ['settings.backup'] },
      { id: 'storage', panels: [StoragePanel], words: ['storage'] },
    ],
  },
  { id: 'about', sections: [{ id: 'about', panels: [AboutPanel], words: ['settings.about'] }] },
];

export const SECTIONS: readonly Section[] = GROUPS.flatMap(({ sections }) => sections);

export function sectionOf(id: string | null | undefined): Section | undefined {
  return SECTIONS.find((section) => section.id === id);
}

/** A section's panels below each other. */
export function SectionBody({ section }: { readonly section: Section }) {
  return (
    <div className="stack">
      {section.panels.map((Part) => (
        <Part key={Part.name} />
      ))}
    </div>
  );
}
