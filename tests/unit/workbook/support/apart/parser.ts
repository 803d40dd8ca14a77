import './slow-line';
import '../../../../../electron/workbook/parser-process';
