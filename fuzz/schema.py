#!/usr/bin/env python3
"""schema.py PAGE: the keys, their order and their types in dsn-json(5) -> a table in C for the fuzz targets."""
import importlib.util
import os
import re
import sys

TYPES = {'string': 's', 'string, time': 't', 'integer': 'i', 'integer, bytes': 'i', 'boolean': 'b', 'object': 'o',
         'array': 'A', 'array of strings': 'S', 'array of integers': 'I'}


def check_docs():
    """The program that compares the page with the corpus: it knows which object a subsection is about."""
    path = os.path.join(os.path.dirname(__file__), '..', 'docs', 'check-docs.py')
    spec = importlib.util.spec_from_file_location('check_docs', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    docs = check_docs()
    with open(sys.argv[1], encoding='utf-8') as file:
        page = file.read()
    print('/* Made from dsn-json(5) by schema.py. */')
    for title, text in docs.subsections(page, 'KEYS', '"CLOSED LISTS"').items():
        for path in docs.OBJECTS[title]:
            for key, kind in re.findall(r'^\.TP\n\.BR (\w+) " \((.*)\)"$', text, re.M):
                kind = re.sub(r', \d+ to \d+$', '', kind)
                print(f'{{ "{path}", "{key}", \'{TYPES[kind]}\' }},')


if __name__ == '__main__':
    main()
