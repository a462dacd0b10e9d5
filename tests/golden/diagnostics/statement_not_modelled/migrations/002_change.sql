IMPORT FOREIGN SCHEMA theirs
  FROM SERVER elsewhere INTO public;
