import type { Words } from '../shape';
import type { faults as zh } from '../zh/faults';

export const faults = {
  desk: {
    'not-open': 'No profile is open yet.',
    cancelled: 'Cancelled.',
    'newer-data': 'The data was written by a newer version; this one neither opens nor changes it.',
    'store-lost': 'The local bill data was lost. Sync again.',
    'storage-full': 'The disk is full and nothing was saved. Free some space and try again.',
    'store-failed': 'The local data could not be read or written. Try again; if it comes back, restart the app.',
    'journal-failed': 'The act could not be written to the journal, so it did not take effect. Check the disk and try again.',
    'keys-refused':
      'The interface refused these keys, and they are not used again. Enter other keys, or choose “Try again” on the Sync page.',
    'no-credentials': 'There are no keys yet. Enter the access keys in Settings.',
    'no-gateway': 'This profile works from files alone: there is nothing to sync with. Import the exported files instead.',
    'sync-stopped': 'The sync ended early; what was in use stays in use. The Sync page says why.',
    'already-running': 'The same kind of work is running already. Wait for it to finish.',
    'bad-table': 'This file could not be read. Make sure it is an .xlsx or .csv file, neither damaged nor encrypted.',
    'bad-cells': 'Some cells could not be read. Correct the file, or leave these rows out.',
    'nothing-to-import': 'There is no row to import. Check which column means what.',
    'already-imported': 'This file has been imported before; nothing changed.',
    'export-failed': 'The workbook could not be written; an existing file was not touched. Try another place.',
    'file-open':
      'The file is open in another program, such as Excel; nothing was written and the file is unchanged. Close it and try again.',
    'no-permission': 'This place may not be written to; nothing was written. Choose another folder.',
    'verify-failed':
      'What was written does not agree with the data; it was thrown away, and an existing file is unchanged. Try again; if it comes back, send us the support details.',
    'nothing-to-export': 'The chosen periods have nothing to export.',
    'not-signed': '{{detail}} is not signed off, and an evidence pack takes signed periods only. Sign it off first, or leave it out.',
    'close-refused': 'The month cannot be signed off yet. See what is missing.',
    'period-closed': 'The month is signed off, so nothing was changed. Reopen it first.',
    'own-approval': 'The policy asks for another person: nobody approves their own explanation. Nothing was changed.',
    'not-explained': 'Only an explained break can be approved. Nothing was changed.',
    'match-torn':
      'Some of the chosen breaks were matched together with others, and half of a match explains nothing: tick all of those that were matched together, or none. Nothing was changed.',
    'too-many-decisions': 'One file holds {{detail}} decisions at most; nothing was saved. Hand them over with “Backup and restore”.',
    'not-zero': 'The chosen differences do not sum to zero, so they cannot be matched with each other. Nothing was changed.',
    'nothing-to-undo': 'There is nothing to undo: something newer was done since, or it was undone already.',
    'list-moved': 'The list’s data were just updated, so nothing was copied. Copy again once the new list is shown.',
    'bad-document': 'The content is not valid and was not saved.',
    internal: 'Something unexpected went wrong; no change was saved.',
  },
  bridge: {
    'refused-sender': 'The request was refused.',
    'bad-arguments': 'What was entered is not valid. Please check it.',
    internal: 'Something unexpected went wrong. Try again.',
    'not-saved': 'It could not be saved to disk. Check space and permissions.',
    'bad-endpoint': 'The address is not accepted: https only, or http on this computer.',
    'no-such-profile': 'This profile does not exist any more.',
    busy: 'Work is still going on. Finish or cancel it before switching.',
    'disk-full': 'The disk is full; nothing was written. Make room and try again.',
    'no-sandbox': 'This profile is not sample data.',
    'too-large': 'The file is too large; it was not taken or saved.',
    'not-read': 'The file could not be read.',
    'no-such-file': 'The file is not there any more.',
    'not-opened': 'No program on this computer opens this file, or it was moved. Look for it in its folder.',
    'not-a-backup': 'This file is no backup of Reconcile Desk. Choose one that ends in .rdbackup.',
    'newer-version':
      'A newer version of Reconcile Desk wrote this backup; this one cannot read it, and nothing was restored. Update first.',
    'passphrase-needed': 'This backup is protected: enter its passphrase.',
    'wrong-passphrase': 'The passphrase is not right; nothing was restored. Check capitals and the input method, and try again.',
    truncated: 'The backup is incomplete (perhaps not fully copied); nothing was restored. Copy it again, or use another one.',
    damaged: 'The backup is not what was written (damaged or changed); nothing was restored. Use another one.',
    'file-open': 'The file is open in another program; nothing was written. Close it and try again.',
    'no-permission': 'This place may not be read or written. Choose another folder.',
  },
  /** Files that were refused, by the reader's code. */
  table: {
    'not-found': {
      happened: 'The file was not found.',
      means: 'It may have been moved, renamed or deleted.',
      todo: 'Choose the file again.',
    },
    'too-large': {
      happened: 'The file is too large.',
      means:
        'It exceeds what can be read safely: 512 MB, 1,048,576 rows (all files of an archive together), 1,024 columns, or 30,000,000 filled cells.',
      todo: 'Split it by month or by sheet and import the parts.',
    },
    'not-a-table': {
      happened: 'This is not a table.',
      means: 'There are no rows and columns to read in it.',
      todo: 'Export it as .xlsx or .csv and import that file.',
    },
    'old-xls': {
      happened: 'This is an old Excel file (.xls).',
      means: 'This format cannot be read safely.',
      todo: 'Open it in Excel, choose Save As, type “Excel Workbook (.xlsx)”, and import the new file.',
    },
    encrypted: {
      happened: 'The file has a password.',
      means: 'Encrypted content cannot be read.',
      todo: 'Open it in Excel, remove the password under File > Info > Protect Workbook, save it and import it again.',
    },
    bomb: {
      happened: 'The packed content is far too large once unpacked.',
      means: 'Such a file can use up all memory; reading was stopped.',
      todo: 'Check where the file comes from. If it is your own book, delete empty rows and columns in Excel and save it anew.',
    },
    truncated: {
      happened: 'The file is not complete.',
      means: 'It may not have been downloaded to its end, or it changed while it was read.',
      todo: 'Download or export it again, then import it.',
    },
    encoding: {
      happened: 'The encoding of the text is not known.',
      means: 'Read in this encoding it would be garbled.',
      todo: 'Choose another encoding, or save it in Excel as “CSV UTF-8”.',
    },
    crashed: {
      happened: 'Reading the file stopped without an answer.',
      means: 'The file may be damaged; nothing was stored.',
      todo: 'Open it in Excel, save it as a new .xlsx and import that.',
    },
    'no-such-sheet': {
      happened: 'The sheet is not there.',
      means: 'It may have been renamed or deleted.',
      todo: 'Choose another sheet.',
    },
    'unsafe-name': {
      happened: 'The archive holds an unsafe file name or a link.',
      means: 'Such a name points outside the archive; reading was stopped.',
      todo: 'Check where the file comes from. If you packed it yourself, pack the csv files only and import it again.',
    },
    'nested-archive': {
      happened: 'The archive holds another archive or a workbook.',
      means: 'Only csv files are read from archives.',
      todo: 'Unpack it first, then import the files inside.',
    },
    'other-columns': {
      happened: 'The files in the archive do not have the same columns.',
      means: 'The head of a later file differs from that of the first; put together, values would land in the wrong columns.',
      todo: 'Download the whole archive again. If these are different tables, unpack it and import them one by one.',
    },
    changed: {
      happened: 'The file was changed after it was read.',
      means: 'What was looked at is not what the file holds now; nothing was stored.',
      todo: 'Save and close it, choose it again and look at the new figures before importing.',
    },
    'own-bill': {
      happened: 'This is a customer’s own bill.',
      means: 'It shows list prices and the customer’s payments and proves nothing about what the partner owes; it is not imported.',
      todo: 'Export the “partner bill details” in Partner Center. If it was taken for the wrong thing, choose another kind of file.',
    },
  },
  detail: {
    offline: 'The app was started offline and calls nothing; what is cached works as usual. To sync, quit and start it the usual way.',
    'not-an-address': 'This is no interface address. Enter one that begins with https://, such as https://bss.myhuaweicloud.com.',
    'plain-http': 'The address has to begin with https://; http is accepted for this computer alone, such as http://127.0.0.1:8080.',
    'not-a-known-host':
      'Only official Huawei Cloud addresses and addresses of this computer are accepted here. Name others on the command line, with --endpoint.',
    'more-than-a-host': 'Enter the address alone, without path, parameters, user name or password.',
  },
  forSupport: 'For support: {{detail}}',
  place: 'Place: {{detail}}',
  failure: {
    credentials: {
      happened: 'The keys were not accepted.',
      means:
        'Refused with 401: they are wrong, disabled, or temporary keys have expired. Only one attempt was made, so that the keys are not locked.',
      todo: 'Update the keys in Settings.',
    },
    clock: {
      happened: 'The clock of this computer is too far off.',
      means: 'A signature more than 15 minutes off is refused (401). It was corrected once by the server’s time and is still refused.',
      todo: 'Set the clock and try again.',
    },
    permission: {
      happened: 'The account may not call this interface.',
      means:
        'Refused with 403: the keys are valid, but the user lacks a permission item, or this kind of account cannot use the interface.',
      todo: 'Ask the administrator of the partner account to grant any of the items named, in Partner Center; then sync again.',
    },
    'account-kind': {
      happened: 'This kind of account cannot use the interface.',
      means:
        'Refused with 403: the keys are valid, but the account does not fit, for example a reseller’s or a customer’s, or one that has not joined the Solution Provider programme yet.',
      todo: 'Use keys of the partner’s main account. If they are, ask your Huawei Cloud partner manager about the kind of partnership.',
    },
    'not-partner': {
      happened: 'The account is not a partner account.',
      means: 'Partner interfaces are open to solution providers and distributors only.',
      todo: 'Use the keys of the partner account, or join the partner programme first.',
    },
    address: {
      happened: 'The network address of this computer is not allowed.',
      means: 'The keys may be used from certain addresses only, and this network is not among them.',
      todo: 'Use an allowed network, or ask the administrator to allow this one.',
    },
    foreign: {
      happened: 'A customer or reseller asked about does not belong to the account.',
      means: 'The service left it out without an error, or refused it; the association may have ended. The others were read.',
      todo: 'Look on the Customers page whether the association has ended; if it has not, check it in Partner Center.',
    },
    network: {
      happened: 'The network could not be reached.',
      means: 'There was no connection, or it broke.',
      todo: 'Check the network, then sync again; cached data stays usable.',
    },
    proxy: {
      happened: 'The proxy cannot be used.',
      means: 'It cannot be reached, asks for a password, or refuses to connect; the trouble is on the way to the proxy.',
      todo: 'Check the system’s proxy settings, or ask the network administrator.',
    },
    certificate: {
      happened: 'The certificate of the server was not accepted.',
      means: 'The connection may be intercepted and was stopped; no signature was sent.',
      todo: 'Ask the network administrator about the proxy’s certificate; an address of your own needs a valid one.',
    },
    intercepted: {
      happened: 'A web page or a redirect came instead of an answer.',
      means: 'Usually a network’s sign-in page, or a wrong address. A signature is never sent on to another address.',
      todo: 'Sign in to the network with a browser, or check the address; then sync again.',
    },
    throttled: {
      happened: 'Too many requests; still throttled after several tries.',
      means: 'Another program may be using the quota.',
      todo: 'Sync again later; it goes on where it stopped.',
    },
    service: {
      happened: 'The service failed.',
      means: 'Several tries did not help.',
      todo: 'Sync again later. If it lasts more than a day, send the support text to Huawei Cloud.',
    },
    withdrawn: {
      happened: 'The interface has been withdrawn.',
      means: 'This kind of data is no longer offered.',
      todo: 'Update Reconcile Desk.',
    },
    contract: {
      happened: 'The answer is not what the interface promises.',
      means:
        'A required field is missing, an amount cannot be read exactly, or the answer is incomplete or too large. It was not used, so that no figure is wrong.',
      todo: 'Copy the support text and send it to us.',
    },
    partial: {
      happened: 'The answer says success, with a list of failures beside it.',
      means: 'Part of what was asked for is missing, so it cannot be taken as whole and was not used.',
      todo: 'Sync again later. If it comes back, copy the support text and send it to us.',
    },
    'count-mismatch': {
      happened: 'The rows received are not as many as announced.',
      means: 'The data may have changed while it was read; three more readings did not agree either, and it was not used.',
      todo: 'Sync again later.',
    },
    unstable: {
      happened: 'The content kept changing from page to page.',
      means:
        'In three more readings records still came twice or the total moved. It was not used, so that nothing is doubled or lost; what was there stays.',
      todo: 'Sync again outside the daily refresh, which starts at 16:00 Beijing time.',
    },
    conflict: {
      happened: 'The same record came twice with different content.',
      means: 'In three more readings too. Nobody can say which one holds, so it was not used; what was there stays.',
      todo: 'Sync again later. If it comes back, copy the support text and send it to us.',
    },
    'not-found': {
      happened: 'What was asked for does not exist.',
      means: 'For example, an order can no longer be queried.',
      todo: 'If it should exist, check it in Partner Center.',
    },
    cancelled: {
      happened: 'Cancelled.',
      means: 'What was read is kept, and the next sync goes on from there.',
      todo: 'Sync again when you like.',
    },
    storage: {
      happened: 'The data could not be written locally.',
      means: 'The disk may be full.',
      todo: 'Free some space and sync again.',
    },
  },
} satisfies Words<typeof zh>;
