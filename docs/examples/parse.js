#!/usr/bin/env gjs
// parse.js: what `dsn parse --json` prints, from JavaScript through GObject introspection.
//
// usage: gjs parse.js PATH...
//
// Debian: apt-get install gir1.2-dsn-1.0 gjs

imports.gi.versions.Dsn = '1.0';
const { Dsn, Gio } = imports.gi;
const System = imports.system;

// A line for each report, and for each message that cannot be read; gives dsn's exit status.
function main(paths) {
    const reader = Dsn.MailReader.new(null, false);
    // JSON is UTF-8 whatever the locale is; print() is not.
    const out = Gio.DataOutputStream.new(Gio.UnixOutputStream.new(1, false));
    let found = false, failed = false;

    for (const path of paths)
        reader.add_path(path);
    for (let mail = reader.next(); mail !== null; mail = reader.next()) {
        let report = null;

        try {
            report = mail.parse(null);
        } catch (error) {
            if (!error.matches(Dsn.error_quark(), Dsn.Error.READ) &&
                !error.matches(Dsn.error_quark(), Dsn.Error.TOO_BIG))
                throw error;
            printerr(`parse.js: ${error.message}`);
            failed = true;
        }
        if (report === null || report.get_kind() !== Dsn.Kind.OTHER) {
            found = true;
            out.put_string(`${mail.to_json(report)}\n`, null);
        }
    }
    return failed ? 2 : found ? 0 : 1;
}

System.exit(main(ARGV));
