import './slow-line';
import '../../../../../electron/evidence/verify-process';
