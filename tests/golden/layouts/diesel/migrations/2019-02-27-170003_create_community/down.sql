drop table community_follower;
drop table community;
