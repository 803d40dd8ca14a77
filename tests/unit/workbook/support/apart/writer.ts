import './slow-line';
import '../../../../../electron/workbook/writer-process';
