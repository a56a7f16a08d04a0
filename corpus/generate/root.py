"""root.py: a root folder of its own for one mail server, laid over that of the system.

usage: root.py SERVER SCRATCH OUTPUT

make calls it as the first process of new namespaces. What is installed or changed goes with them; only
the packages that were fetched stay in SCRATCH.
"""
import os
import shutil
import subprocess
import sys

import table

PROJECT = os.path.dirname(os.path.dirname(table.HERE))
ALWAYS = ('nsd', 'unbound', 'iproute2', 'python3', 'dns-root-data')
DEVICES = ('null', 'zero', 'full', 'random', 'urandom', 'tty')


def run(*words, **more):
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, **more)


def build(scratch, more=None):
    """The folder, with the system below it and memory on top, where the files of another folder may be."""
    base = os.path.join(scratch, 'root')
    os.makedirs(base, exist_ok=True)
    run('mount', '--make-rprivate', '/')
    run('mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', base)
    for name in ('upper', 'work', 'root'):
        os.mkdir(os.path.join(base, name))
    root = os.path.join(base, 'root')
    if more:
        run('cp', '-a', more + '/.', os.path.join(base, 'upper'))
    run('mount', '-t', 'overlay', 'overlay', '-o',
        f'lowerdir=/,upperdir={base}/upper,workdir={base}/work', root)
    for folder, mode in (('dev', '755'), ('run', '755'), ('tmp', '1777'), ('mnt', '755')):
        os.makedirs(os.path.join(root, folder), exist_ok=True)
        run('mount', '-t', 'tmpfs', '-o', f'mode={mode}', 'tmpfs', os.path.join(root, folder))
    for name in DEVICES:
        device = os.path.join(root, 'dev', name)
        open(device, 'wb').close()  # pylint: disable=consider-using-with
        run('mount', '--bind', '/dev/' + name, device)
    os.makedirs(os.path.join(root, 'dev', 'shm'))
    os.symlink('/proc/self/fd', os.path.join(root, 'dev', 'fd'))
    run('mount', '-t', 'proc', 'proc', os.path.join(root, 'proc'))
    return root


def bind(root, source, place):
    os.makedirs(source, exist_ok=True)
    os.makedirs(root + place, exist_ok=True)
    run('mount', '--bind', source, root + place)


def install(root, scratch, packages):
    """Fetches packages where the system fetches its own, and starts nothing."""
    with open(os.path.join(root, 'usr/sbin/policy-rc.d'), 'w', encoding='ascii') as file:
        file.write('#!/bin/sh\nexit 101\n')
    os.chmod(file.name, 0o755)
    resolv = os.path.join(root, 'etc/resolv.conf')
    if os.path.exists('/etc/resolv.conf'):
        if os.path.lexists(resolv):
            os.unlink(resolv)
        shutil.copyfile('/etc/resolv.conf', resolv)
    bind(root, os.path.join(scratch, 'archives'), '/var/cache/apt/archives')
    os.makedirs(os.path.join(scratch, 'archives', 'partial'), exist_ok=True)
    env = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive', 'LC_ALL': 'C.UTF-8'}
    apt = ['chroot', root, 'apt-get', '-qq', '-y', '--no-install-recommends', '-o', 'APT::Sandbox::User=root',
           '-o', 'APT::Keep-Downloaded-Packages=true', '-o', 'Dpkg::Options::=--force-confnew', 'install', *packages]
    if subprocess.run(apt, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=env, check=False).returncode != 0:
        run('chroot', root, 'apt-get', '-qq', 'update', env=env, stdout=sys.stderr)
        run(*apt, env=env, stdout=sys.stderr)


def enter(root, *words):
    """The command that runs a program of ours in the folder, with nothing of our environment."""
    return ['chroot', root, '/usr/bin/env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL=C.UTF-8', 'TZ=UTC',
            'PYTHONDONTWRITEBYTECODE=1', 'python3', *words]


def main():
    name, scratch, output = sys.argv[1:]
    server = table.server(name)
    run('hostname', table.SERVER_HOST)
    root = build(scratch)
    install(root, scratch, [*ALWAYS, *server.packages])
    bind(root, PROJECT, '/mnt/project')
    bind(root, output, '/mnt/output')
    program = '/mnt/project/corpus/generate/' + server.program
    words = ['unshare', '--net', *enter(root, program, name, '/mnt/output/bounces.json')]
    with open(os.path.join(output, 'world.log'), 'wb') as log:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    for path in ('var/log/commands.log', 'var/log/mail.log', 'var/log/syslog', *server.logs):
        if os.path.exists(os.path.join(root, path)):
            shutil.copy(os.path.join(root, path), output)
    sys.exit(done.returncode)


if __name__ == '__main__':
    main()
