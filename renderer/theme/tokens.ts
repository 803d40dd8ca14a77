/** The look of the desk for the UI kit: compact, calm, one accent; every pair of text and ground reaches AA contrast. */
import { theme, type ThemeConfig } from 'antd';

export type Tone = 'light' | 'dark';

const FONTS = 'system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

const PALETTE = {
  light: {
    colorPrimary: '#1d5a96',
    colorBgLayout: '#f4f6f8',
    colorBgContainer: '#ffffff',
    colorBgElevated: '#ffffff',
    colorText: '#1b2430',
    colorTextSecondary: '#55606e',
    colorTextDescription: '#55606e',
    colorTextPlaceholder: '#66717e',
    colorBorder: '#c9d0d8',
    colorBorderSecondary: '#e1e5ea',
    colorSuccess: '#1f7a4d',
    colorWarning: '#96600a',
    colorError: '#b3261e',
    colorInfoBg: '#e8f0f8',
    colorInfoBorder: '#b7cde3',
    colorSuccessBg: '#e8f4ed',
    colorSuccessBorder: '#b5d9c5',
    colorWarningBg: '#fbf3e2',
    colorWarningBorder: '#e3cf9f',
    colorErrorBg: '#fbeceb',
    colorErrorBorder: '#eab9b5',
  },
  dark: {
    colorPrimary: '#5b9bd8',
    colorBgLayout: '#12161b',
    colorBgContainer: '#1a2027',
    colorBgElevated: '#20272f',
    colorText: '#e5e9ee',
    colorTextSecondary: '#a3adb9',
    colorTextDescription: '#a3adb9',
    colorTextPlaceholder: '#97a2af',
    colorBorder: '#3a444f',
    colorBorderSecondary: '#2a323b',
    colorSuccess: '#57b588',
    colorWarning: '#d9a44a',
    colorError: '#ef8079',
    colorInfoBg: '#1c2a39',
    colorInfoBorder: '#2c4561',
    colorSuccessBg: '#1a2b23',
    colorSuccessBorder: '#2d5240',
    colorWarningBg: '#2e2616',
    colorWarningBorder: '#5b4a22',
    colorErrorBg: '#331f1f',
    colorErrorBorder: '#673a38',
  },
} as const;

/** @param still whether the person asked the system for less motion */
export function deskTheme(tone: Tone, still: boolean): ThemeConfig {
  return {
    algorithm: [tone === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm],
    token: {
      ...PALETTE[tone],
      colorInfo: PALETTE[tone].colorPrimary,
      // The dark algorithm dims it: seen on a panel it still has to reach AA.
      colorLink: tone === 'dark' ? '#7fb4e6' : PALETTE[tone].colorPrimary,
      fontFamily: FONTS,
      fontSize: 13,
      controlHeight: 30,
      borderRadius: 4,
      wireframe: false,
      motion: !still,
    },
    components: {
      // The dark theme's accent is a light blue: dark words stand on it.
      Button: tone === 'dark' ? { primaryColor: '#0b1118' } : {},
      Menu: { itemHeight: 34, itemMarginBlock: 2 },
      Table: { cellPaddingBlockSM: 5, cellPaddingInlineSM: 10 },
      Tabs: { horizontalMargin: '0 0 12px 0' },
    },
  };
}
