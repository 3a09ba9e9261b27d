import importlib, sys, os
sys.dont_write_bytecode = True
from q import ALL, save
for l in ('townhall', 'ward', 'shipping', 'school', 'writer', 'devops', 'importer'):
    if os.path.exists(f'q_{l}.py'): importlib.import_module('q_'+l)
import q_more
save(); print(len(ALL))
