drop table user_;
